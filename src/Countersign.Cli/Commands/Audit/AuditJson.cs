// An audit for a program: every link, then the counts.
using Countersign.Adapters.Git.Auditing;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;

namespace Countersign.Cli.Commands.Audit;

internal static class AuditJson
{
    public static Tally Write(Screen screen, AuditWalk walk, IEnumerable<ChainLink> links, Trust trust)
    {
        var tally = new Tally(walk);
        JsonOut.Write(
            screen,
            json =>
            {
                json.WriteString("ref", walk.Ref);
                json.WriteString("trust", trust.Basis.ToString());
                JsonOut.Texts(json, "rootKeys", trust.Settings?.RootKeys.Select(key => key.Fingerprint) ?? []);
                JsonOut.List(
                    json,
                    "links",
                    links,
                    link =>
                    {
                        tally.Add(link);
                        JsonOut.Link(json, link);
                    }
                );
                json.WriteStartObject("counts");
                foreach (var (kind, count) in tally.Counts)
                {
                    json.WriteNumber(Words.Of(kind), count);
                }

                json.WriteNumber("repaired", tally.Repaired);
                json.WriteEndObject();
                JsonOut.Texts(json, "problems", tally.Problems);
                json.WriteBoolean("well", tally.IsWell);
            }
        );
        return tally;
    }
}
