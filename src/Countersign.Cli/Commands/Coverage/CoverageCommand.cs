// `countersign coverage`: which components too few people can sign for, and which paths belong to none.
using System.CommandLine;
using System.Globalization;
using Countersign.Adapters.Git.Gathering;
using Countersign.Cli.Workbench;
using Countersign.Impact;

namespace Countersign.Cli.Commands.Coverage;

/// <summary>How many of a component's owners could sign at this moment; who they are stays in the roster.</summary>
/// <param name="Signers">Owners with a key that can sign now and a level now.</param>
internal sealed record ComponentSigners(Component Component, int Owners, int Signers);

public static class CoverageCommand
{
    private const int UsualSteps = 1_000;
    private const int MostSteps = 100_000;

    public static Command Build(Surroundings surroundings)
    {
        var last = new Option<int?>("--last")
        {
            Description = $"How many of the newest merged changes are read (default: {UsualSteps.ToString(CultureInfo.InvariantCulture)})",
        };
        var all = new Option<bool>("--all") { Description = "List every component and every folder" };
        var json = new Option<bool>("--json") { Description = "Print one JSON object for programs" };
        var verb = new Verb("coverage", "List components that fewer than two people can sign for, and paths that belong to no component")
        {
            Examples =
            [
                ("countersign coverage", "By the catalog and roster at HEAD; folders that change most come first."),
                ("countersign coverage --last 5000 --json", "Over a longer past, for a program."),
            ],
            Exits = [(ExitCode.Held, "fewer than two people can sign for some component")],
        };
        verb.Add(last);
        verb.Add(all);
        verb.Add(json);
        return verb.Runs(
            parsed => new CoverageOptions(parsed.GetValue(last) ?? UsualSteps, parsed.GetValue(all), parsed.GetValue(json)),
            options => Run(options, surroundings)
        );
    }

    private static int Run(CoverageOptions options, Surroundings surroundings)
    {
        if (options.Last is < 1 or > MostSteps)
        {
            throw new UsageProblem($"--last takes 1 to {MostSteps.ToString(CultureInfo.InvariantCulture)}");
        }

        using var desk = Desk.Open(surroundings);
        var head = desk.Commit("HEAD");
        var rulebook = desk.Rulebooks.At(head);
        if (rulebook.Errors.FirstOrDefault(problem => problem.File is Rulebook.CatalogPath or Rulebook.RosterPath) is { } broken)
        {
            throw new UsageProblem($"the rules cannot be read: {Terminal.Visible.Text(broken.ToString())}", ExitCode.Faulted);
        }

        var graph = ComponentGraph.Of(rulebook.Side, rulebook.Side);
        var can = PeopleReader
            .Read(rulebook.Roster, desk.Now)
            .Where(person => person is { CanSign: true, Level: not null })
            .Select(person => person.Id)
            .ToHashSet();
        var signers = rulebook
            .Catalog.Components.Select(component =>
            {
                var owners = Catalog.Owners(component, rulebook.Roster);
                return new ComponentSigners(component, owners.Count, owners.Count(can.Contains));
            })
            .OrderBy(one => one.Signers)
            .ThenByDescending(one => one.Component.Criticality)
            .ThenBy(one => one.Component.Name, StringComparer.Ordinal)
            .ToList();
        var (reader, tree) = (Desk.GraphsOf(desk.Room), desk.Room.TreeOf(head));
        var map = PathTouches.Read(desk.Room, head, graph, path => reader.CanCompare(path, tree, rulebook.Catalog.Sources), options.Last);
        var view = new CoverageView(surroundings.Screen, signers, map, options.All);
        if (options.Json)
        {
            view.Json();
        }
        else
        {
            view.Draw();
        }

        return signers.Any(one => one.Signers < 2) ? ExitCode.Held : ExitCode.Allowed;
    }
}

public sealed record CoverageOptions(int Last, bool All, bool Json);
