// The gate keeps what tools noted, whatever is pushed in its way and wherever it dies; and never at the price of a landing.
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Pushes;
using Countersign.Cli.Tests.Given;
using Countersign.Provenance;

namespace Countersign.Cli.Tests.Attacks;

public sealed class NoteKeepingTests(SharedGate shared) : IClassFixture<SharedGate>
{
    private const string Meta = "refs/agentdiff/meta";
    private const string Trace =
        """{"version":"0.1.0","vcs":{"type":"git","revision":"a"},"tool":{"name":"cursor"},"files":[{"path":"a.cs","conversations":[{"contributor":{"type":"ai"},"ranges":[{"start_line":1,"end_line":1}]}]}]}""";

    [Theory]
    [InlineData("refs/notes/ai", null)]
    [InlineData("refs/notes/ai", "..x")]
    [InlineData("refs/notes/ai", "ab.git")]
    [InlineData("refs/notes/whogitit", "0123456789abcdef")]
    [InlineData(Meta, "traces.jsonl/x")]
    public void A_ref_of_notes_that_holds_something_else_costs_no_landing_and_no_repair(string reference, string? path)
    {
        var gate = shared.Gate;
        var clone = gate.Clone("jun");
        var page = $"odd-{reference.Length}-{path?.Length ?? 0}";
        gate.Commit("jun", page, $"pages/help/{page}.md", "a\n");
        gate.Git(clone, "fetch", "-q", "origin");
        gate.GitAs("jun", clone, "rebase", "-q", "origin/main", page);
        var blob = gate.Blob(clone, "a"u8.ToArray());
        var odd = path is null ? blob : Commit(gate, clone, ("100644", blob, path));

        var pushed = gate.Push("jun", $"+{odd}:{reference}", $"{page}:main");

        pushed.Code.ShouldBe(0, pushed.All);
        pushed.All.ShouldNotContain("could not be put on record");
        gate.Landings()[^1].New.Hex.ShouldBe(gate.Tip());
        var repaired = gate.RunIn(gate.Bare, ["hook", "repair"]);
        repaired.Code.ShouldBe(0, repaired.All);
        gate.RunIn(gate.Bare, ["hook", "install", "--program", GivenGate.Program]).All.ShouldNotContain("warning: not kept");
    }

    [Fact]
    public void No_name_of_a_ref_or_a_file_takes_the_place_of_a_trace_that_was_kept()
    {
        var gate = shared.Gate;
        var clone = gate.Clone("kit");
        var first = gate.Blob(clone, "{\"first\":1}"u8.ToArray());
        var other = gate.Blob(clone, "{\"other\":1}"u8.ToArray());
        Push("refs/agentdiff/traces/b", ("100644", first, "traces.jsonl"));
        Push("refs/agentdiff/traces/b", ("100644", other, $"traces.jsonl/{first}/x"));
        gate.Git(clone, "push", "-q", "origin", ":refs/agentdiff/traces/b");
        Push($"refs/agentdiff/traces/b/traces.jsonl/{first}", ("100644", other, "traces.jsonl"));

        var kept = gate.Git(gate.Bare, "ls-tree", "-r", "--name-only", "refs/countersign/notes");

        kept.ShouldContain($"refs%2Fagentdiff%2Ftraces%2Fb/traces.jsonl/{first}");
        kept.ShouldContain($"refs%2Fagentdiff%2Ftraces%2Fb%2Ftraces.jsonl%2F{first}/traces.jsonl/{other}");

        void Push(string reference, params (string, string, string)[] files) =>
            gate.Git(clone, "push", "-q", "origin", $"+{Commit(gate, clone, files)}:{reference}");
    }

    [Fact]
    public void A_trace_file_that_only_grows_is_kept_once_and_one_that_was_cut_or_spans_lines_is_kept_as_well()
    {
        using var gate = GivenGate.Open();
        var clone = gate.Clone("teo");
        var whole = Trace.Replace(",", ",\n", StringComparison.Ordinal);
        var one = Push(Trace + "\n");
        var two = Push($"{Trace}\n{Trace}\n");
        Kept().ShouldBe([two], one);
        var cut = Push(Trace[..20]);
        var spans = Push(whole);
        var hides = Push(whole + "\nx");

        Kept().ShouldBe(new[] { two, cut, spans, hides }.Order(StringComparer.Ordinal));

        var before = gate.Git(gate.Bare, "rev-parse", "refs/countersign/notes");
        gate.RunIn(gate.Bare, ["hook", "repair"]).Code.ShouldBe(0);
        gate.Git(gate.Bare, "rev-parse", "refs/countersign/notes").ShouldBe(before, "everything stands there already");

        string Push(string content)
        {
            var blob = gate.Blob(clone, System.Text.Encoding.UTF8.GetBytes(content));
            gate.Git(clone, "push", "-q", "origin", $"+{Commit(gate, clone, ("100644", blob, "traces.jsonl"))}:{Meta}");
            return blob;
        }

        IEnumerable<string> Kept() =>
            gate.Git(gate.Bare, "ls-tree", "-r", "--name-only", "refs/countersign/notes")
                .Split('\n')
                .Where(path => path.StartsWith(Uri.EscapeDataString(Meta), StringComparison.Ordinal))
                .Select(path => path[(path.LastIndexOf('/') + 1)..])
                .Order(StringComparer.Ordinal);
    }

    [Fact]
    public void What_a_gate_that_died_after_a_push_had_not_kept_is_kept_at_the_next_push()
    {
        using var gate = GivenGate.Open();
        var program = gate.Path_("program");
        var dies = gate.Path_("dies");
        File.WriteAllText(
            program,
            $"#!/bin/sh\nif [ -e {dies} ] && [ \"$3\" = post-receive ]; then kill -9 $$; fi\nexec '{GivenGate.Program}' \"$@\"\n"
        );
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        gate.RunIn(gate.Bare, ["hook", "install", "--program", program]).Code.ShouldBe(0);
        var clone = gate.Clone("jun");
        var noted = gate.Commit("jun", "noted", "pages/help/noted.md", "a\n");
        var blobs = new[] { "first", "lost", "last" }.ToDictionary(text => text, text => gate.Blob(clone, System.Text.Encoding.UTF8.GetBytes(text)));
        Note("first");
        File.WriteAllText(dies, "");
        Note("lost");
        gate.Offer("jun", "noted", AssistanceClass.None);
        gate.Git(gate.Bare, "for-each-ref", "refs/countersign/heads").ShouldBeEmpty();
        File.Delete(dies);

        Note("last");

        var kept = gate.Git(gate.Bare, "ls-tree", "-r", "--name-only", "refs/countersign/notes");
        blobs.Values.ShouldAllBe(blob => kept.Contains(blob, StringComparison.Ordinal));
        gate.Git(gate.Bare, "for-each-ref", "--format=%(objectname)", "refs/countersign/heads").ShouldBe(noted);
        Directory.GetFiles(Path.Combine(gate.Bare, "countersign", "unkept")).ShouldBeEmpty();

        void Note(string content) =>
            gate.Git(clone, "push", "-q", "origin", $"+{Commit(gate, clone, ("100644", blobs[content], noted))}:refs/notes/ai");
    }

    [Fact]
    public void A_push_that_ends_forgets_no_note_of_one_that_Git_has_not_let_in_yet()
    {
        const string Notes = "refs/notes/ai";
        using var gate = GivenGate.Open();
        var clone = gate.Clone("jun");
        var folder = new GateFolder(GitRepository.Open(new GitProgram(), gate.Bare));
        var blob = gate.Blob(clone, "slow"u8.ToArray());
        var first = gate.Commit("jun", "first", "pages/help/first.md", "a\n");
        var slow = Commit(gate, clone, ("100644", blob, first));
        RefCommand.TryParse($"{new string('0', 40)} {slow} {Notes}", out var move).ShouldBeTrue();
        new UnkeptPushes(folder).Note([move!], null);

        gate.Push("jun", "first:main").ShouldEnter();
        Waiting().ShouldHaveSingleItem("its objects are not there yet");

        gate.Git(gate.Bare, "fetch", "-q", clone, slow);
        gate.Git(gate.Bare, "update-ref", Notes, slow);
        Another("second");
        Waiting().ShouldBeEmpty();
        gate.Git(gate.Bare, "ls-tree", "-r", "--name-only", "refs/countersign/notes").ShouldContain(blob);

        // A push that was refused in the end never moves its ref: after an hour nobody waits for it.
        RefCommand.TryParse($"{new string('0', 40)} {slow} refs/notes/whogitit", out var refused).ShouldBeTrue();
        new UnkeptPushes(folder).Note([refused!], null);
        File.SetLastWriteTimeUtc(Waiting().ShouldHaveSingleItem(), DateTime.UtcNow.AddHours(-2));
        Another("third");
        Waiting().ShouldBeEmpty();

        string[] Waiting() => Directory.GetFiles(Path.Combine(gate.Bare, "countersign", "unkept"));

        void Another(string branch)
        {
            gate.Commit("kit", branch, $"pages/help/{branch}.md", "a\n");
            gate.Push("kit", $"{branch}:main").ShouldEnter();
        }
    }

    private static string Commit(GivenGate gate, string clone, params (string Mode, string Blob, string Path)[] files) =>
        gate.Git(clone, "commit-tree", "-m", "notes", gate.Tree(clone, null, files));
}
