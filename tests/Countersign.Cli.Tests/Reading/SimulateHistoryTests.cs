// `countersign simulate`: what one change cannot say by itself, as the gate would have known it: sums over days, and lock files by package.
using System.Globalization;
using System.Text.Json;
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Reading;

public sealed class SimulateHistoryTests
{
    /// <summary>Up to 30 lines a week in one place need nobody.</summary>
    private const string Summed = """
        version: 1
        owner: mara
        review-by: 2099-01-01
        levels: [junior, mid, senior, principal]
        otherwise: nothing
        rules:
          - name: much in a week has a senior
            window: 7
            when: { size: { lines: { over: 30 } } }
            require: { sign-offs: { count: 1, from: { at-least: senior } } }

        """;

    private const string Critical = """
        version: 1
        owner: mara
        review-by: 2099-01-01
        levels: [junior, mid, senior, principal]
        otherwise: nothing
        rules:
          - name: what pays has a senior
            when: { blast-radius: { reaches: critical } }
            require: { sign-offs: { count: 1, from: { at-least: senior } } }

        """;

    [Theory]
    [InlineData("jun", "src/checkout/Two.cs", 3, 1)]
    [InlineData("jun", "src/checkout/Two.cs", 9, 0)]
    [InlineData("kit", "src/checkout/Two.cs", 3, 0)]
    [InlineData("jun", "src/invoices/Two.cs", 3, 0)]
    [InlineData("jun", "tools/Two.cs", 3, 0)]
    public void A_change_that_was_cut_in_two_is_summed_over_its_maker_its_place_and_the_window(string maker, string path, int day, int held)
    {
        using var gate = GivenGate.Open(Summed);
        Land(gate, "jun", "src/checkout/One.cs", GivenGate.Lines(20), 1);
        Land(gate, maker, path, GivenGate.Lines(20), day);

        Held(gate).ShouldBe((held, 2));
    }

    [Fact]
    public void A_bumped_package_reaches_in_a_replay_only_what_uses_it()
    {
        const string Lock =
            "{\"lockfileVersion\":3,\"packages\":{\"\":{},\"packages/cart\":{\"dependencies\":{\"left\":\"*\"}},\"packages/pay\":{\"dependencies\":{\"right\":\"*\"}},"
            + "\"node_modules/left\":{\"version\":\"1.0.0\"},\"node_modules/right\":{\"version\":\"2.0.0\"}}}";
        const string Catalog = """
            sources: { projects: [npm] }
            components:
              - { name: web, paths: ["/*", "packages/*"], owner: payments, criticality: low }
              - { name: cart, paths: ["packages/cart/**"], owner: payments, criticality: low }
              - { name: pay, paths: ["packages/pay/**"], owner: payments, criticality: critical }

            """;
        using var gate = GivenGate.Open(
            Critical,
            catalog: Catalog,
            started: new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["package.json"] = "{\"name\":\"web\",\"workspaces\":[\"packages/*\"]}",
                ["packages/cart/package.json"] = "{\"name\":\"cart\"}",
                ["packages/pay/package.json"] = "{\"name\":\"pay\"}",
                ["package-lock.json"] = Lock,
            }
        );
        Land(gate, "jun", "package-lock.json", Lock.Replace("1.0.0", "1.0.1", StringComparison.Ordinal), 1);
        Held(gate).ShouldBe((0, 1));
        Land(
            gate,
            "jun",
            "package-lock.json",
            Lock.Replace("1.0.0", "1.0.1", StringComparison.Ordinal).Replace("2.0.0", "2.0.1", StringComparison.Ordinal),
            2
        );
        Held(gate).ShouldBe((1, 2));
        Land(gate, "jun", "package-lock.json", "{\"lockfileVersion\":3,\"packages\":[", 3);
        Land(gate, "jun", "package-lock.json", "\u0000", 4);
        Held(gate).ShouldBe((3, 4), "what cannot be compared counts for everybody who could use it");
    }

    /// <summary>Days before now; past the gate, for it is history from before it stood there.</summary>
    private static void Land(GivenGate gate, string person, string path, string content, int day)
    {
        var folder = gate.Path_("history");
        if (!Directory.Exists(folder))
        {
            gate.Git(gate.Bare, "clone", "-q", gate.Bare, folder);
        }

        var when = gate.Now.AddDays(day - 20).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        gate.Write(folder, path, content);
        gate.Git(folder, "add", "-A");
        string[] dated = ["-c", $"user.name={GivenGate.Named(person)}", "-c", $"user.email={GivenGate.Email(person)}"];
        gate.Try(folder, "env", [$"GIT_AUTHOR_DATE={when}", $"GIT_COMMITTER_DATE={when}", "git", .. dated, "commit", "-q", "-m", "a change"])
            .Code.ShouldBe(0);
        gate.Git(gate.Bare, "fetch", "-q", folder, "+main:main");
    }

    private static (int Held, int Of) Held(GivenGate gate)
    {
        gate.Git(gate.Clone("jun"), "fetch", "-q", "origin");
        var ran = gate.Run("jun", "simulate", "--json", "--no-cache");
        ran.Code.ShouldBe(0, ran.All);
        using var json = JsonDocument.Parse(ran.Output);
        var held = json
            .RootElement.GetProperty("policies")
            .EnumerateArray()
            .Single(policy => policy.GetProperty("policy").GetString() == "yours")
            .GetProperty("held");
        return (held.GetProperty("count").GetInt32(), held.GetProperty("of").GetInt32());
    }
}
