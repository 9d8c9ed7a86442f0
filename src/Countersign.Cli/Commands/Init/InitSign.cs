// `init --sign`: a root key's word over exactly the tree that brings .countersign/, sent to the gate before the branch is pushed.
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Gathering;
using Countersign.Adapters.Git.Pushes;
using Countersign.Cases;
using Countersign.Changes;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.Documents;
using Countersign.SignOffs;

namespace Countersign.Cli.Commands.Init;

internal static class InitSign
{
    public static int Run(InitOptions options, Surroundings surroundings)
    {
        var screen = surroundings.Screen;
        using var desk = Desk.Open(surroundings);
        var remote = desk.Repository.OwnConfig("countersign.remote") ?? (desk.Repository.IsBare ? null : "origin");
        var exchange = new Exchange(desk.Repository, desk.Room, remote);
        exchange.Fetch();
        var settings =
            desk.Trust.Settings
            ?? throw new UsageProblem("no gate is known here: run `countersign hook install --trust ROOT.pub` in the bare repository first");
        var target = options.To is { } named
            ? (named.StartsWith("refs/", StringComparison.Ordinal) ? named : $"refs/heads/{named}")
            : First(settings);
        var tip = TipOf(desk.Repository, remote, target);
        var head =
            desk.Repository.ResolveCommit("HEAD")
            ?? throw new UsageProblem("nothing is committed yet: git add .countersign && git commit -m 'rules: how changes enter' -- .countersign");
        var tree = desk.Room.TreeOf(head);
        var (manifest, problems) = Start(desk, tip, head, surroundings.Now);
        if (problems.Count > 0)
        {
            ProblemsView.Draw(screen, problems, "the start");
            throw new UsageProblem("nothing was signed: the gate would stay closed with these rules", ExitCode.Refused);
        }

        var signer = RootSigner.Open(desk, settings, options.Key, surroundings);
        screen.Line(
            $"The start of {VerdictView.Short(target)}{(tip is { } from ? $", on {from.Short}" : "")}: {VerdictView.Counted(manifest.Entries.Count, "file")} added"
        );
        foreach (var entry in manifest.Entries)
        {
            screen.Line($"  {entry.Path.Display}");
        }

        screen.Line($"A root key signs with {signer.Path}:");
        screen.Line($"  content   {manifest.Digest}");
        screen.Line($"  result    tree {tree}");
        if (!Agreed(options, manifest, tree, screen))
        {
            screen.Line("Nothing was signed.");
            return ExitCode.Usage;
        }

        var id = signer.Approve(RootPurpose.Start, target, new StatementSubject { Digest = manifest.Digest, ResultTree = tree }, surroundings.Now);
        signer.Submit(exchange);
        screen.Line($"Signed by a root key: {id.Short}. It holds for exactly this tree.");
        screen.Line($"Next: git push {remote ?? "."} HEAD:{target}");
        return ExitCode.Allowed;
    }

    private static string First(GateSettings settings) =>
        settings
            .Guarded.Select(guarded => guarded.Pattern)
            .FirstOrDefault(pattern => pattern.StartsWith("refs/heads/", StringComparison.Ordinal) && !pattern.AsSpan().ContainsAny("*?[{"))
        ?? throw new UsageProblem("the gate guards no branch by its full name; name the one that starts with --to");

    /// <summary>As the remote has it now; null where the branch does not exist yet.</summary>
    private static ObjectId? TipOf(GitRepository repository, string? remote, string target)
    {
        if (remote is null)
        {
            return repository.ReadRef(target);
        }

        var tip = repository.RemoteRefs(remote, target).FirstOrDefault(reference => reference.Name == target)?.Id;
        return tip is null || repository.ResolveCommit(tip.Value.Hex) is not null
            ? tip
            : throw new UsageProblem($"{remote} has a newer {VerdictView.Short(target)}: git fetch {remote}, rebase on it, and run this again");
    }

    private static (ChangeManifest Manifest, IReadOnlyList<Problem> Problems) Start(Desk desk, ObjectId? tip, ObjectId head, DateTimeOffset now)
    {
        var before = tip is { } commit ? desk.Room.TreeOf(commit) : ObjectId.EmptyTree(desk.Repository.Format);
        if (tip is { } old && desk.Rulebooks.At(old).HasPolicy)
        {
            throw new UsageProblem("the branch has a policy already, which decides about every change of itself: countersign propose");
        }

        if (tip is { } ancestor && !desk.Room.IsAncestor(ancestor, head))
        {
            throw new UsageProblem("HEAD does not stand on the branch's tip: rebase on it, and run this again");
        }

        var files = desk.Room.Compare(before, desk.Room.TreeOf(head), countLines: false);
        var strangers = files.Where(file => !file.Path.Text.StartsWith(Rulebook.Folder, StringComparison.Ordinal)).ToList();
        var rulebook = desk.Rulebooks.At(head);
        return strangers.Count > 0
                ? throw new UsageProblem(
                    $"the start stands alone: it adds {Rulebook.Folder} and nothing else, and here is also {string.Join(", ", strangers.Take(5).Select(file => file.Path.Display))}"
                )
            : !rulebook.HasPolicy
                ? throw new UsageProblem(
                    $"there is no {Rulebook.PolicyPath} in HEAD: git add .countersign && git commit -m 'rules: how changes enter' -- .countersign"
                )
            : (desk.Room.Manifest(files), RuleFiles.Of(rulebook, now) is { HasErrors: true } rules ? rules.Problems : []);
    }

    /// <summary>On a terminal by the digits shown; elsewhere only by naming exactly this tree.</summary>
    private static bool Agreed(InitOptions options, ChangeManifest manifest, ObjectId tree, Screen screen) =>
        options.Tree is { } named
            ? named == tree.Hex
                ? true
                : throw new UsageProblem($"--tree names {Visible.Text(named)}, and the tree is {tree}; nothing was signed")
            : screen.IsInteractive
                ? screen.Ask("Type the first six digits of the content to sign, anything else to stop: ") == manifest.Digest.ToString()[..6]
                : throw new UsageProblem($"a root key's signature needs a person at a terminal, or --tree {tree}; nothing was signed");
}
