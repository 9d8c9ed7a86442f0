// The project's own rules lint and answer as their cases say; only people's keys are missing, as it names roles.
using System.Text.Json;
using Countersign.Cli.Commands;
using Countersign.Cli.Terminal;
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Rules;

public sealed class OwnPolicyTests
{
    [Fact]
    public void The_projects_own_rules_have_nothing_wrong_but_that_roles_have_no_keys()
    {
        using var lint = JsonDocument.Parse(Run("policy", "lint", "--json").Output);
        var codes = lint.RootElement.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("code").GetString()).Distinct();

        codes.ShouldBe(["policy.nobody-can-meet", "policy.governance-unreachable", "roster.no-key"], ignoreOrder: true);
        Run("roster", "lint").Code.ShouldBe(0);
    }

    [Fact]
    public void The_projects_own_rules_give_the_verdicts_that_their_cases_claim()
    {
        var test = Run("policy", "test");

        test.Code.ShouldBe(0, test.Output);
    }

    [Fact]
    public void Every_folder_of_the_source_belongs_to_a_component()
    {
        var catalog = File.ReadAllText(Path.Combine(Root(AppContext.BaseDirectory), ".countersign", "catalog.yml"));
        var floors = Directory
            .GetDirectories(Path.Combine(Root(AppContext.BaseDirectory), "src", "Countersign"))
            .Select(Path.GetFileName)
            .Where(name => name is not ("bin" or "obj"));

        floors.Where(floor => !catalog.Contains($"/src/Countersign/{floor}/**", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static Ran Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var screen = new Screen(output, errors, TextReader.Null, colour: false, interactive: false);
        var now = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var code = Dispatch.Run(arguments, new Surroundings(screen, Root(AppContext.BaseDirectory), () => now, Environment.GetEnvironmentVariable));
        return new Ran(code, output.ToString(), errors.ToString());
    }

    private static string Root(string from) => File.Exists(Path.Combine(from, "Countersign.slnx")) ? from : Root(Path.GetDirectoryName(from)!);
}
