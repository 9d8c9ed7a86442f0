// What is shown is what is signed: nothing hidden, reordered, left out in silence or obeyed by the terminal.
using System.Text;
using Countersign.Changes;
using Countersign.Cli.Tests.Given;
using Countersign.SignOffs;

namespace Countersign.Cli.Tests.Attacks;

public sealed class RenderingTests(SharedGate shared) : IClassFixture<SharedGate>
{
    private const string Override = "\u202E";
    private const string Isolate = "\u2066";
    private const string Invisible = "\u200B";
    private const string Filler = "\u3164";

    [Fact]
    [Trait("claim", "V1"), Trait("twin", "V1"), Trait("claim", "V9"), Trait("twin", "V9"), Trait("claim", "S15"), Trait("twin", "S15")]
    public void Characters_that_hide_or_reorder_are_shown_in_content_names_messages_and_authors()
    {
        var gate = shared.Gate;
        const string Escape = "\u001b[2J\u001b[1A";
        var path = $"config/a{Override}gro.yml";
        var content = $"access: \"user{Override} {Isolate}// only admin{Isolate}\"\nname: ad{Invisible}min{Filler}\nend: \u0007{Escape}x\n";
        gate.Git(gate.Clone("jun"), "config", "i18n.commitEncoding", "UTF-8");
        gate.Commit("jun", $"bidi{Override}", path, content, $"config: {Escape}fine{Override}\n");
        gate.Offer("jun", $"bidi{Override}");

        var checkedOutput = gate.Run("jun", "check", "--head", $"bidi{Override}").All;
        var signed = gate.Sign("teo", $"bidi{Override}").All;
        var pushed = gate.Try(gate.Clone("jun"), "git", "-c", "core.quotePath=false", "push", "origin", $"bidi{Override}:main").All;

        foreach (var (where, text) in new[] { ("check", checkedOutput), ("sign", signed), ("push", Remote(pushed)) })
        {
            text.EnumerateRunes().Where(rune => rune.Value is not ('\n' or '\t' or '\r') && VisibleText.IsTreacherous(rune)).ShouldBeEmpty(where);
        }

        signed.ShouldContain("user\\u{202E} \\u{2066}// only admin");
        signed.ShouldContain("ad\\u{200B}min\\u{3164}");
        signed.ShouldContain("end: \\u{7}\\u{1B}[2J");
        signed.ShouldContain("Signed by teo");
        gate.Push("jun", $"bidi{Override}:main").Code.ShouldBe(0, "what was seen and signed may enter");
    }

    [Fact]
    [Trait("claim", "V1"), Trait("claim", "V9")]
    public void A_maker_with_a_hostile_name_is_named_in_visible_characters()
    {
        var gate = shared.Gate;
        gate.Commit("kit", "hostile", "config/hostile.yml", "a: 1\n");
        gate.Git(
            gate.Clone("kit"),
            "commit",
            "-q",
            "--amend",
            "--no-edit",
            $"--author=Te{Override}o\u0085 \u009b2J <who{Invisible}@elsewhere.example>"
        );

        var pushed = gate.Push("kit", "hostile:main");

        pushed.All.ShouldContain("Te\\u{202E}o");
        Remote(pushed.All)
            .EnumerateRunes()
            .Where(rune => rune.Value is not ('\n' or '\t' or '\r') && VisibleText.IsTreacherous(rune))
            .ShouldBeEmpty();
    }

    [Fact]
    [Trait("claim", "V2"), Trait("twin", "V2"), Trait("claim", "V3"), Trait("twin", "V3"), Trait("claim", "V4"), Trait("twin", "V4")]
    public void Attributes_filters_and_line_ends_hide_no_line_and_run_no_program()
    {
        var gate = shared.Gate;
        var teo = gate.Clone("teo");
        var ran = gate.Path_("textconv-ran");
        gate.Git(teo, "config", "diff.quiet.textconv", $"touch {ran}; echo same");
        gate.Git(teo, "config", "diff.external", $"touch {ran}");
        gate.Git(teo, "config", "filter.quiet.smudge", $"touch {ran}");
        gate.Write(teo, ".git/info/attributes", "* diff=quiet filter=quiet\n");
        var folder = gate.Clone("jun");
        gate.CommitEntries(
            "jun",
            "attributes",
            (
                "100644",
                gate.Blob(
                    folder,
                    "*.yml -diff binary linguist-generated\n*.yml diff=quiet filter=quiet eol=crlf text=auto working-tree-encoding=UTF-16\n"u8.ToArray()
                ),
                "config/attr/.gitattributes"
            ),
            ("100644", gate.Blob(folder, "first: 1\r\nhidden: after\rindex 123..456\nlast: \u2028index 3\n"u8.ToArray()), "config/attr/eol.yml")
        );
        gate.Offer("jun", "attributes");

        var signed = gate.Sign("teo", "attributes");

        signed.All.ShouldContain("+first: 1\\u{D}");
        signed.All.ShouldContain("+hidden: after\\u{D}index 123..456");
        signed.All.ShouldContain("+last: \\u{2028}index 3");
        File.Exists(ran).ShouldBeFalse("a program named by somebody's attributes ran");
        gate.Push("jun", "attributes:main").Code.ShouldBe(0);
    }

    [Fact]
    [Trait("claim", "V5"), Trait("claim", "V6"), Trait("twin", "V6"), Trait("claim", "V7"), Trait("twin", "V7")]
    public void A_huge_and_a_binary_file_are_named_as_not_shown_and_stand_so_in_what_was_presented()
    {
        var gate = shared.Gate;
        var folder = gate.Clone("jun");
        var files = new (string Path, byte[] Bytes, Shown Shown)[]
        {
            ("config/%00d.yml", "percent: 1\n"u8.ToArray(), Shown.Full),
            ("config/:(exclude)small.yml", "pattern: 1\n"u8.ToArray(), Shown.Full),
            ("config/huge.generated.yml", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("# a line of comment\n", 4_000))), Shown.NotShown),
            ("config/picture.bin", [0, 1, 2, 3], Shown.NotShown),
            ("config/small.yml", "small: 1\n"u8.ToArray(), Shown.Full),
        };
        gate.CommitEntries("jun", "large", [.. files.Select(file => ("100644", gate.Blob(folder, file.Bytes), file.Path))]);
        gate.Offer("jun", "large");

        var signed = gate.Sign("teo", "large");

        signed.All.ShouldContain("not shown: config/huge.generated.yml (+4000 -0)");
        signed.All.ShouldContain("not shown: config/picture.bin (binary");
        foreach (var line in new[] { "+percent: 1", "+pattern: 1", "+small: 1" })
        {
            signed.All.ShouldContain(line);
        }

        var zero = ObjectId.Zero(ObjectFormat.Sha1);
        var presented = PresentedManifest.Of(
            files.Select(file => new PresentedFile(RepoPath.Of(file.Path), file.Shown, zero, ObjectId.Parse(gate.Blob(folder, file.Bytes))))
        );
        var record = gate.StoredRecords()
            .Select(stored => (stored.Path, Predicate: stored.Path.StartsWith('t') ? default : GivenGate.PredicateOf(stored.Bytes)))
            .Where(stored =>
                stored.Path.Contains(gate.ChangeIdOf("large").ToString(), StringComparison.Ordinal)
                && stored.Predicate.TryGetProperty("presented", out _)
            );
        record.ShouldHaveSingleItem().Predicate.GetProperty("presented").ToString().ShouldContain(presented.ToString());
    }

    /// <summary>The lines that the hook wrote; Git's own client prints refs as they are.</summary>
    private static string Remote(string text) =>
        string.Join('\n', text.Split('\n').Where(line => line.StartsWith("remote:", StringComparison.Ordinal)));
}
