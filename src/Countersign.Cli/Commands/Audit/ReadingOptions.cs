// --trust, --json and --offline: what every verb that only reads has.
using System.CommandLine;

namespace Countersign.Cli.Commands.Audit;

internal sealed record ReadingOptions(string? Trust, bool Json, bool Offline)
{
    private static readonly Option<string?> s_trust = new("--trust")
    {
        Description = "The gate's trust file as its keeper gave it to you (default: what the gate published)",
    };
    private static readonly Option<bool> s_json = new("--json") { Description = "Print one JSON object for programs" };
    private static readonly Option<bool> s_offline = new("--offline") { Description = "Do not fetch the gate's records first" };

    public static void AddTo(Command verb)
    {
        verb.Add(s_trust);
        verb.Add(s_json);
        verb.Add(s_offline);
    }

    public static ReadingOptions Of(ParseResult parsed) => new(parsed.GetValue(s_trust), parsed.GetValue(s_json), parsed.GetValue(s_offline));
}
