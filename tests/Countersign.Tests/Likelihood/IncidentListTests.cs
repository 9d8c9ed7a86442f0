// Claims about `.countersign/incidents.yml`: what it says, every problem at once, and that hostile text is only text.
using System.Text;
using Countersign.Documents;
using Countersign.Likelihood;
using Countersign.Tests.Documents;

namespace Countersign.Tests.Likelihood;

public sealed class IncidentListTests
{
    private const string Good =
        """{"version":1,"incidents":[{"id":"2026-03-checkout","date":"2026-03-04","changes":["4f2a91c","0123456789"],"note":"no tax"},{"id":"two","date":"2026-03-05T09:00:00Z"}]}""";

    [Fact]
    public void Incidents_name_their_changes_and_may_wait_for_them()
    {
        var (list, warnings) = Read(Good).ShouldBeOfType<Parsed<IncidentList>.Good>();

        list.Incidents.Select(incident => $"{incident.Id} {incident.Date:yyyy-MM-dd} {string.Join(',', incident.Changes)}")
            .ShouldBe(["2026-03-checkout 2026-03-04 4f2a91c,0123456789", "two 2026-03-05 "]);
        warnings.ShouldHaveSingleItem().Message.ShouldBe("incident 'two' names no change");
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var problems = Read(
                """{"version":2,"author":"x","incidents":[{"id":"a","date":"yesterday"},{"id":"b","changes":["HEAD"]},{"id":"b","date":"2026-03-04","person":"jun"}]}"""
            )
            .ShouldBeOfType<Parsed<IncidentList>.Bad>()
            .Problems;

        problems
            .Select(problem => problem.Code)
            .ShouldBe(
                [
                    "incidents.unknown-key",
                    "incidents.version",
                    "incidents.not-a-time",
                    "incidents.no-change",
                    "incidents.missing-key",
                    "incidents.commit",
                    "incidents.unknown-key",
                    "incidents.no-change",
                ],
                ignoreOrder: true
            );
    }

    [Fact]
    public void A_bent_list_is_read_or_refused_with_words()
    {
        foreach (var bytes in Hostile.Mutations(Encoding.UTF8.GetBytes(Good), "[]{}\",:-0a\\n"u8.ToArray(), 1500))
        {
            JsonDocumentReader
                .Read(bytes, "incidents.yml")
                .Match(
                    (node, _) =>
                        IncidentList
                            .Parse(node, "incidents.yml")
                            .Match(
                                (list, _) => list.Incidents.All(incident => incident.Changes.All(change => change.All(char.IsAsciiHexDigitLower))),
                                problems => problems.Count > 0
                            ),
                    problems => problems.Count > 0
                )
                .ShouldBeTrue();
        }
    }

    private static Parsed<IncidentList> Read(string json) =>
        JsonDocumentReader
            .Read(Encoding.UTF8.GetBytes(json), "incidents.yml")
            .Match((node, _) => IncidentList.Parse(node, "incidents.yml"), problems => new Parsed<IncidentList>.Bad(problems));
}
