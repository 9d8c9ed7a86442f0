// The report as one page.
namespace Countersign.Cli.Commands.Simulate;

internal static class SimulatePage
{
    public static string Html(SimulationReport report) => report.Repository;
}
