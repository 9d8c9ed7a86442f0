// The list of incidents at a target's tip, or the problem that stops whoever needs it.
using Countersign.Adapters.Documents;
using Countersign.Changes;
using Countersign.Cli.Terminal;
using Countersign.Likelihood;

namespace Countersign.Cli.Workbench;

internal static class NotedIncidents
{
    private const long LargestList = 1 << 20;

    /// <exception cref="UsageProblem">It cannot be read whole; every problem in it is named.</exception>
    public static IncidentList At(Desk desk, Target target)
    {
        if (desk.Room.ReadPath(desk.Room.TreeOf(target.Tip), RepoPath.Of(IncidentList.Path), LargestList) is not { } content)
        {
            return IncidentList.Empty;
        }

        return content.IsCut
            ? throw new UsageProblem($"{IncidentList.Path} is too large")
            : YamlReader
                .Read(content.Bytes, IncidentList.Path)
                .Match((node, _) => IncidentList.Parse(node, IncidentList.Path).Match((list, _) => list, Broken), Broken);
    }

    private static IncidentList Broken(IReadOnlyList<Documents.Problem> problems) =>
        throw new UsageProblem(string.Join(Environment.NewLine, problems.Select(problem => Visible.Text(problem.ToString()))));
}
