// The change that a command is about: found by branch, commit or change id, judged as it stands, with its records.
using Countersign.Adapters.Git.Gathering;
using Countersign.Adapters.Git.Records;
using Countersign.Changes;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Cli.Workbench;

public sealed record OpenChange(Desk Desk, Target Target, ObjectId Head, string? Branch, JudgedChange Judged)
{
    public Gathered Gathered => Judged.Gathered;

    public Digest Digest => Gathered.Manifest!.Digest;

    public ObjectId ResultTree => Gathered.Facts.Subject.ResultTree!.Value;

    public ChangeId? Id => Gathered.Records.ChangeIds is [.., var last] ? last : null;

    /// <summary>The target has a policy, be it a broken one.</summary>
    public bool IsRuled => Gathered.Rulebook.IsRuled;

    /// <summary>What a person would type to mean this change again.</summary>
    public string Name => Branch is { } branch ? Terminal.VerdictView.Short(branch) : Id?.ToString()[..12] ?? Head.Short;

    public StatementSubject Subject =>
        new()
        {
            Change = Id,
            Digest = Digest,
            ResultTree = ResultTree,
        };

    /// <summary>Fetches the records first, where there is a remote, so that nobody answers an old question.</summary>
    /// <exception cref="UsageProblem">It does not merge, or nothing like it exists.</exception>
    public static OpenChange Find(Desk desk, string? revision, string? to, Surroundings surroundings, bool fetch = true)
    {
        var target = Target.Find(desk.Repository, to);
        if (fetch)
        {
            Exchange.Warn(surroundings.Screen, new Exchange(desk.Repository, desk.Room, target.Remote).Fetch());
        }

        var (head, branch) = FindHead(desk, revision ?? "HEAD", target, fetch);
        var judged = desk.Judge(target.Ref)
            .Judge(new Arrival(target.Ref, target.Tip, head, surroundings.Now, Lands: false) { SourceRef = branch }, demandDigest: true);
        if (judged.Gathered.Manifest is null)
        {
            var paths = string.Join(", ", judged.Gathered.Facts.Subject.ConflictPaths.Take(5).Select(path => path.Display));
            throw new UsageProblem(
                $"the change does not merge into {Terminal.VerdictView.Short(target.Ref)} ({paths}): rebase it first, then run this again",
                ExitCode.Held
            );
        }

        return new OpenChange(desk, target, head, branch, judged);
    }

    /// <summary>For what makes sense only before a change is in.</summary>
    /// <exception cref="UsageProblem">The target has all of it already.</exception>
    public OpenChange MustBeOpen() =>
        Gathered.Facts is { Commits.Count: 0, Faults.Count: 0 }
            ? throw new UsageProblem(
                $"{Terminal.VerdictView.Short(Target.Ref)} has all of {Name} already; how it entered: countersign verify {Head.Short}"
            )
            : this;

    /// <summary>On a forge no hook keeps heads: the newest one that the records name under this id and that is here.</summary>
    private static ObjectId? Offered(Desk desk, string name) =>
        desk.Trust.Settings is not { Forge: not null }
            ? null
            : OfferedHeads
                .ReadAll(new GitRecordStore(desk.Repository, desk.Room))
                .Select(pair => pair.Statement)
                .Where(patch => patch.Subject.Change.ToString()!.StartsWith(name, StringComparison.Ordinal))
                .OrderByDescending(patch => patch.Number)
                .Select(patch => desk.Repository.ResolveCommit(patch.Head.Hex))
                .FirstOrDefault(head => head is not null);

    /// <summary>A branch here, at the remote, a kept head by change id (or its beginning), or any revision.</summary>
    private static (ObjectId Head, string? Branch) FindHead(Desk desk, string name, Target target, bool fetch)
    {
        if (name == "HEAD")
        {
            var current = desk.Repository.FinalName("HEAD");
            return (desk.Commit("HEAD"), current.StartsWith("refs/heads/", StringComparison.Ordinal) ? current : null);
        }

        var prefix = target.Remote + "/";
        var isOffered = target.Remote is not null && name.StartsWith(prefix, StringComparison.Ordinal);
        var branch = isOffered ? name[prefix.Length..] : name;
        var own = isOffered ? null : desk.Repository.ReadRef($"refs/heads/{branch}");
        var offered = desk.Repository.ReadRef($"refs/remotes/{prefix}{branch}");
        if ((own ?? offered) is { } tip)
        {
            // A reader's branch of last week is not what they are asked to read today.
            var isBehind = own is { } mine && offered is { } theirs && mine != theirs && desk.Room.IsAncestor(mine, theirs);
            return (isBehind ? offered!.Value : tip, $"refs/heads/{branch}");
        }

        if (name.Length >= 6 && name.All(char.IsAsciiHexDigitLower))
        {
            var kept = desk
                .Repository.Refs("refs/countersign/heads")
                .Where(reference => reference.Name["refs/countersign/heads/".Length..].StartsWith(name, StringComparison.Ordinal))
                .ToList();
            var newest = kept.OrderByDescending(reference =>
                    int.TryParse(reference.Name[(reference.Name.LastIndexOf('/') + 1)..], out var number) ? number : 0
                )
                .FirstOrDefault();
            if ((newest?.Id ?? Offered(desk, name)) is { } offeredAs)
            {
                return (offeredAs, null);
            }
        }

        if (desk.Repository.ResolveCommit(name) is { } commit)
        {
            return (commit, null);
        }

        if (target.Remote is { } remote)
        {
            // Somebody else's branch, offered since this clone last fetched.
            return fetch && new Exchange(desk.Repository, desk.Room, remote).FetchBranch(branch) is { } fetched
                ? (fetched, $"refs/heads/{branch}")
                : throw new UsageProblem(
                    $"there is no change '{Terminal.Visible.Text(name)}' here, and {remote} has no branch of that name; countersign list shows what is offered, each with the id that `show` takes"
                );
        }

        return (desk.Commit(name), null);
    }
}
