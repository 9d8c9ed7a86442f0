// Shows where too few people can sign, and where the catalog would grow most usefully; counts, never names.
using System.Globalization;
using Countersign.Adapters.Git.Gathering;
using Countersign.Cli.Commands.Audit;
using Countersign.Cli.Terminal;

namespace Countersign.Cli.Commands.Coverage;

internal sealed class CoverageView(Screen screen, IReadOnlyList<ComponentSigners> signers, MapCoverage map, bool showAll)
{
    private const int MostRows = 20;

    public void Draw()
    {
        var few = signers.Where(one => showAll || one.Signers < 2).ToList();
        if (signers.Count == 0)
        {
            screen.Line("There is no catalog, so nothing says who could sign for what; countersign init proposes one.");
        }
        else
        {
            screen.Line(
                screen.Bold(
                    $"{signers.Count(one => one.Signers < 2)} of {VerdictView.Counted(signers.Count, "component")} have fewer than two people who can sign"
                )
            );
            foreach (var one in few.Take(showAll ? int.MaxValue : MostRows))
            {
                screen.Line(
                    $"  {one.Signers}  {Visible.Text(one.Component.Name)} ({one.Component.Criticality.ToString().ToLowerInvariant()}, owner {Visible.Text(one.Component.Owner)}{(one.Owners > one.Signers ? $", {one.Owners} in the roster" : "")})"
                );
            }

            Left(few.Count);
        }

        screen.Line();
        screen.Line(
            screen.Bold(
                $"{map.Unmapped} of the newest {VerdictView.Counted(map.Steps, "merged change")}{Share()} touched a path that belongs to no component"
            )
        );
        foreach (var folder in map.Folders.Take(showAll ? int.MaxValue : MostRows))
        {
            screen.Line(
                $"  {folder.Changes.ToString(CultureInfo.InvariantCulture), 5}  {Visible.Text(folder.Folder)}/  {screen.Dim(Visible.Text(string.Join(", ", folder.Examples.Select(path => path[(path.LastIndexOf('/') + 1)..]))))}"
            );
        }

        Left(map.Folders.Count);
        if (map.Folders.Count > 0)
        {
            screen.Line(
                screen.Dim(
                    "Give the topmost a component in .countersign/catalog.yml first; what is left out counts as medium unless a policy says otherwise."
                )
            );
        }
    }

    public void Json() =>
        JsonOut.Write(
            screen,
            json =>
            {
                JsonOut.List(
                    json,
                    "components",
                    signers,
                    one =>
                    {
                        json.WriteString("name", one.Component.Name);
                        json.WriteString("criticality", one.Component.Criticality.ToString().ToLowerInvariant());
                        json.WriteString("owner", one.Component.Owner);
                        json.WriteNumber("owners", one.Owners);
                        json.WriteNumber("canSign", one.Signers);
                    }
                );
                json.WriteNumber("changesRead", map.Steps);
                json.WriteNumber("changesUnmapped", map.Unmapped);
                JsonOut.List(
                    json,
                    "unmapped",
                    map.Folders,
                    folder =>
                    {
                        json.WriteString("folder", folder.Folder);
                        json.WriteNumber("changes", folder.Changes);
                        JsonOut.Texts(json, "examples", folder.Examples);
                    }
                );
            }
        );

    private void Left(int count)
    {
        if (!showAll && count > MostRows)
        {
            screen.Line(screen.Dim($"  ... and {count - MostRows} more; --all lists them"));
        }
    }

    private string Share() => map.Steps == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({100.0 * map.Unmapped / map.Steps:0.#} %)");
}
