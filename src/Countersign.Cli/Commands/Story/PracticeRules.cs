// The rules of the practice repository, a made-up shop by a harbour: small enough to read on one screen.
namespace Countersign.Cli.Commands.Story;

internal static class PracticeRules
{
    public const string Policy = """
        version: 1
        owner: mara
        review-by: 2099-01-01
        levels: [junior, mid, senior, principal]
        otherwise: nothing
        rules:
          - name: what reaches a critical service carries a more senior person's signature
            when: { blast-radius: { reaches: high } }
            require:
              sign-offs: { count: 1, from: { above: author, at-least: senior, owns: changed-paths }, assurance: read-risky-parts }
              case: [why, breaks, rollback]
          - name: nobody is asked to review the unreviewable
            when: { review-minutes: { over: 90 } }
            refuse: "About {review-minutes} minutes of reading, more than one person can do well. Cut it."

        """;

    public const string Catalog = """
        components:
          - { name: help-pages, paths: ["pages/help/**"], owner: platform, criticality: low }
          - { name: service-config, paths: ["config/**"], owner: platform, criticality: medium }
          - { name: checkout, paths: ["src/checkout/**"], owner: payments, criticality: critical, dependsOn: [service-config] }
          - { name: invoices, paths: ["src/invoices/**"], owner: payments, criticality: high }

        """;

    /// <summary>Made-up people: id, level, team.</summary>
    public static readonly IReadOnlyList<(string Id, string Level, string Team)> People =
    [
        ("mara", "principal", "platform"),
        ("teo", "senior", "platform"),
        ("ines", "senior", "payments"),
        ("jun", "junior", "payments"),
        ("wren", "principal", "payments"),
    ];

    public const string Agent = "robin";

    public static string Roster(Func<string, string> publicKey)
    {
        var text = "version: 1\npersons:\n";
        foreach (var (id, level, team) in People)
        {
            text += $$"""
                  - id: {{id}}
                    name: {{Name(id)}}
                    emails: [{{id}}@harbour.example]
                    teams: [{{team}}]
                    levels: [{ level: {{level}}, from: 2026-01-05, source: "the team's list of January" }]
                    keys: [{ key: "{{publicKey(id)}}", kind: file }]

                """;
        }

        return text
            + $$"""
                bots:
                  - id: {{Agent}}
                    kind: agent
                    owner: jun
                    emails: [{{Agent}}@agents.harbour.example]

                """;
    }

    public static string Name(string id) => char.ToUpperInvariant(id[0]) + id[1..];
}
