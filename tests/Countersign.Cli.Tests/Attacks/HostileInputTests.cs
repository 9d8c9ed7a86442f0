// Names, clocks, clones and secrets: what comes from outside is matched by bytes, shown, and never trusted.
using System.Text;
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Attacks;

public sealed class HostileInputTests(SharedGate shared) : IClassFixture<SharedGate>
{
    [Fact]
    [Trait("claim", "S15"), Trait("twin", "S15")]
    public void A_path_that_only_looks_like_a_harmless_one_is_matched_by_its_bytes()
    {
        var gate = shared.Gate;
        var folder = gate.Clone("kit");
        var blob = gate.Blob(folder, "x\n"u8.ToArray());
        foreach (
            var (branch, path) in new[]
            {
                ("cyrillic", "pages/h\u0435lp/a.md"),
                ("wide", "pages\uFF0Fhelp/a.md"),
                ("joiner", "pages/help\u200D/a.md"),
                ("case", "Pages/Help/a.md"),
            }
        )
        {
            gate.CommitEntries("kit", branch, ("100644", blob, path));
            gate.Check("kit", branch).GetProperty("verdict").GetString().ShouldBe("Held", $"{branch}: unmapped counts as medium");
        }

        gate.CommitEntries("jun", "ascii", ("100644", gate.Blob(gate.Clone("jun"), "x\n"u8.ToArray()), "pages/help/a.md"));
        gate.Push("jun", "ascii:main").Code.ShouldBe(0);
    }

    [Fact]
    [Trait("claim", "S16"), Trait("twin", "S16")]
    public void A_path_that_climbs_out_is_refused_at_the_door_and_two_dots_in_a_name_are_not()
    {
        var gate = shared.Gate;
        var folder = gate.Clone("kit");
        foreach (var name in new[] { "..", ".git", ".GIT", "git~1" })
        {
            var tree = RawTree(gate, folder, name);
            gate.CommitTree("kit", "climbs", tree);

            gate.Push("kit", "+climbs:refs/heads/climbs").Code.ShouldNotBe(0, name);
        }

        foreach (
            var name in new[]
            {
                "refs/heads/../../config",
                "refs/countersign/../heads/main",
                "refs/countersign/heads/x/1",
                "refs/countersign/gate",
                "refs/Countersign/Gate",
                "refs/replace/0000000000000000000000000000000000000000",
            }
        )
        {
            gate.Push("kit", $"main:{name}").Code.ShouldNotBe(0, name);
        }

        gate.PushRecordTree("kit", [("100644", gate.Blob(folder, "{}"u8.ToArray()), "d/aa/..json")], deletes: []).Code.ShouldNotBe(0);
        gate.Run("kit", "check", "--head", "../../main").Code.ShouldNotBe(0);
        gate.Run("kit", "sign", "refs/heads/../../../etc/passwd").Code.ShouldNotBe(0);

        gate.CommitEntries("jun", "dots", ("100644", gate.Blob(gate.Clone("jun"), "x\n"u8.ToArray()), "pages/help/..a..b...md"));
        gate.Push("jun", "dots:main").Code.ShouldBe(0);
    }

    [Fact]
    [Trait("claim", "S10"), Trait("twin", "S10")]
    public void A_signer_whose_clock_jumps_gains_and_loses_nothing()
    {
        var gate = shared.Gate;
        gate.Commit("jun", "clock", "config/clock.yml", "a: 1\n");
        gate.Offer("jun", "clock");
        gate.SignedBy("teo", "jun", "clock", it => it with { NotAfter = gate.Second.AddSeconds(-1), SignedAt = gate.Second.AddYears(-1) });

        gate.Push("jun", "clock:main").All.ShouldContain("Held", customMessage: "what ran out by the gate's clock has run out");

        gate.SignedBy("ines", "jun", "clock", it => it with { NotAfter = gate.Second.AddDays(1), SignedAt = gate.Second.AddYears(50) });
        gate.Push("jun", "clock:main").Code.ShouldBe(0);
        gate.Landings()[^1].SignedAt.ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromHours(1));
    }

    [Fact]
    [Trait("claim", "S23"), Trait("twin", "S23")]
    public void A_clone_without_its_history_is_refused_with_the_command_that_brings_it()
    {
        var gate = shared.Gate;
        gate.Commit("jun", "short", "pages/help/short.md", "x\n");
        gate.Push("jun", "short:refs/heads/short").Code.ShouldBe(0);
        var shallow = gate.Path_("shallow");
        gate.Git(gate.Bare, "config", "uploadpack.allowFilter", "true");
        gate.Git(gate.Path_("start"), "clone", "-q", "--depth", "1", "-b", "short", $"file://{gate.Bare}", shallow);

        var refused = gate.RunIn(shallow, ["check", "--base", "short"]);

        refused.Code.ShouldNotBe(0);
        refused.All.ShouldContain("git fetch --unshallow");
        gate.Git(shallow, "fetch", "-q", "--unshallow", "origin", "+refs/heads/*:refs/remotes/origin/*");
        gate.RunIn(shallow, ["check", "--base", "main"]).All.ShouldContain("Allowed");
    }

    [Fact]
    [Trait("claim", "S21"), Trait("twin", "S21")]
    public void No_secret_is_in_any_ref_or_in_anything_that_is_printed()
    {
        var gate = shared.Gate;
        gate.Commit("jun", "secret", "config/secret.yml", "a: 1\n");
        var refused = gate.Push("jun", "secret:main");
        gate.Offer("jun", "secret");
        var signed = gate.Sign("teo", "secret");
        var accepted = gate.Push("jun", "secret:main");
        var installed = gate.RunIn(gate.Bare, ["hook", "install", "--program", GivenGate.Program]);
        var published = gate.Git(gate.Bare, "show", "refs/countersign/gate:trust.json");
        accepted.Code.ShouldBe(0, accepted.All);

        var said =
            refused.All
            + signed.All
            + accepted.All
            + installed.All
            + published
            + string.Concat(gate.StoredRecords().Select(record => Encoding.UTF8.GetString(record.Bytes)));
        foreach (var secret in new[] { Path.Combine(gate.Bare, "countersign", "gate.pem"), gate.Key("jun"), gate.Key("teo"), gate.Key("root") })
        {
            foreach (
                var line in File.ReadAllLines(secret)
                    .Where(line => line.Length >= 40 && !line.StartsWith('-'))
                    .Skip(secret.EndsWith(".pem", StringComparison.Ordinal) ? 0 : 2)
            )
            {
                said.Contains(line, StringComparison.Ordinal).ShouldBeFalse(secret);
            }
        }

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Path.Combine(gate.Bare, "countersign", "gate.pem")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    /// <summary>One file beside main's own in a tree that Git's own commands would not write.</summary>
    private static string RawTree(GivenGate gate, string folder, string name)
    {
        var blob = gate.Blob(folder, "x\n"u8.ToArray());
        var file = gate.Path_($"tree-{Guid.NewGuid():N}");
        File.WriteAllBytes(file, [.. Encoding.UTF8.GetBytes($"100644 {name}\0"), .. Convert.FromHexString(blob)]);
        return gate.Git(folder, "hash-object", "-w", "--literally", "-t", "tree", file);
    }
}
