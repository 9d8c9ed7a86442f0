// Changes that are large on purpose: judged whole, in bounded time and memory, never cut short.
using System.Diagnostics;
using System.Text;
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Attacks;

/// <summary>The practice policy without its limit on minutes, which would refuse every one of these.</summary>
public sealed class PatientGate : IDisposable
{
    private readonly Lazy<GivenGate> _gate = new(() =>
        GivenGate.Open(GivenGate.PracticePolicy.Replace("over: 90", "over: 900000", StringComparison.Ordinal))
    );

    public GivenGate Gate => _gate.Value;

    public void Dispose()
    {
        if (_gate.IsValueCreated)
        {
            _gate.Value.Dispose();
        }
    }
}

public sealed class LargeTests(PatientGate shared) : IClassFixture<PatientGate>
{
    [Fact]
    [Trait("claim", "S11"), Trait("twin", "S11")]
    public void The_one_risky_file_among_three_thousand_harmless_ones_is_found()
    {
        var gate = shared.Gate;
        Import(gate, "kit", "many-risky", Enumerable.Range(1, 3_000).Select(i => $"pages/help/risky/{i}.md").Append("src/checkout/zz.cs"), "x\n");
        Import(gate, "jun", "many", Enumerable.Range(1, 3_000).Select(i => $"pages/help/many/{i}.md"), "");

        gate.Push("kit", "many-risky:main").All.ShouldContain("reaches checkout (critical");

        gate.Push("jun", "many:main").Code.ShouldBe(0, "three thousand pages reach nothing");
    }

    [Fact]
    [Trait("claim", "S12"), Trait("twin", "S12")]
    public void The_first_of_three_hundred_commits_counts_like_the_last()
    {
        var gate = shared.Gate;
        var risky = Commits(gate, "kit", "long-risky", 300, first: "Nobody <nobody@elsewhere.example>");
        Commits(gate, "jun", "long", 300, first: "Jun <jun@harbour.example>");

        var held = gate.Push("kit", "long-risky:main");

        held.Code.ShouldNotBe(0, risky);
        held.Flat().ShouldContain("nobody in the roster is Nobody");
        gate.Push("jun", "long:main").Code.ShouldBe(0);
        gate.Landings()[^1].New.Hex.ShouldBe(gate.Tip(), "and the landing is a record that can be read again");
        gate.Landings()[^1].Findings.ShouldNotBeEmpty();
    }

    [Fact]
    [Trait("claim", "S13"), Trait("twin", "S13")]
    public void A_hundred_thousand_files_are_judged_in_bounded_memory()
    {
        var gate = shared.Gate;
        Import(gate, "jun", "huge", Enumerable.Range(1, 100_000).Select(i => $"pages/help/{i % 500}/{i}.md"), "x\n");
        Import(
            gate,
            "kit",
            "huge-risky",
            Enumerable.Range(1, 100_000).Select(i => $"pages/help/{i % 500}/{i}.md").Append("src/checkout/zz.cs"),
            "x\n"
        );

        var (risky, _) = Measured(gate, "kit", "huge-risky");
        var (allowed, peak) = Measured(gate, "jun", "huge");

        risky.Output.ShouldContain("\"verdict\": \"Held\"");
        allowed.Output.ShouldContain("\"verdict\": \"Allowed\"", customMessage: allowed.Errors);
        peak.ShouldBeLessThan(700_000, "KiB at most");
    }

    /// <summary>The program as a process of its own, with its greatest resident size in KiB.</summary>
    private static (Ran Ran, long Peak) Measured(GivenGate gate, string person, string branch)
    {
        var start = new ProcessStartInfo(GivenGate.Program, ["check", "--head", branch, "--json"])
        {
            WorkingDirectory = gate.Clone(person),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var peak = 0L;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        while (!process.WaitForExit(100))
        {
            process.Refresh();
            try
            {
                peak = Math.Max(peak, process.PeakWorkingSet64 / 1024);
            }
            catch (InvalidOperationException)
            {
                // It ended between the two questions.
            }
        }

        return (new Ran(process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult()), peak);
    }

    /// <summary>One commit with all of these files, all with the same content.</summary>
    private static void Import(GivenGate gate, string person, string branch, IEnumerable<string> paths, string content)
    {
        var stream = new StringBuilder(Head(gate, person, branch, $"{char.ToUpperInvariant(person[0])}{person[1..]} <{GivenGate.Email(person)}>"));
        var blob = gate.Blob(gate.Clone(person), Encoding.UTF8.GetBytes(content));
        foreach (var path in paths)
        {
            stream.Append("M 100644 ").Append(blob).Append(' ').Append(path).Append('\n');
        }

        Feed(gate, person, stream);
    }

    /// <summary>A chain of commits on a branch, each with a sign of a tool; the first by somebody else where so named.</summary>
    private static string Commits(GivenGate gate, string person, string branch, int count, string first)
    {
        var stream = new StringBuilder(Head(gate, person, branch, first));
        var self = $"{char.ToUpperInvariant(person[0])}{person[1..]} <{GivenGate.Email(person)}>";
        stream.Append($"M 100644 inline pages/help/{branch}.md\ndata 2\n0\n");
        for (var i = 1; i < count; i++)
        {
            var message = $"help: step {i}\n\nGenerated-by: claude {new string('x', 120)} {i}\n";
            stream.Append(
                $"commit refs/heads/{branch}\nauthor {self} {1_700_000_000 + i} +0000\ncommitter {self} {1_700_000_000 + i} +0000\ndata {message.Length}\n{message}M 100644 inline pages/help/{branch}.md\ndata {i.ToString(System.Globalization.CultureInfo.InvariantCulture).Length + 1}\n{i}\n"
            );
        }

        Feed(gate, person, stream);
        return branch;
    }

    private static string Head(GivenGate gate, string person, string branch, string author)
    {
        gate.Git(gate.Clone(person), "fetch", "-q", "origin");
        var tip = gate.Git(gate.Clone(person), "rev-parse", "origin/main");
        return $"commit refs/heads/{branch}\nauthor {author} 1700000000 +0000\ncommitter {author} 1700000000 +0000\ndata 5\nmany\nfrom {tip}\n";
    }

    private static void Feed(GivenGate gate, string person, StringBuilder stream)
    {
        var file = gate.Path_($"import-{Guid.NewGuid():N}");
        File.WriteAllText(file, stream.ToString());
        gate.Try(gate.Clone(person), "sh", "-c", "git fast-import --quiet --force < \"$1\"", "sh", file).Code.ShouldBe(0);
    }
}
