// The rules of the practice repository: who is there, what depends on what, who signs.
using System.Text;

namespace Countersign.Cli.Tests.Given;

public sealed partial class GivenGate
{
    public const string PracticePolicy = """
        version: 1
        owner: mara
        review-by: 2099-01-01
        levels: [junior, mid, senior, principal]
        otherwise: nothing
        rules:
          - name: reach decides who signs, whoever or whatever wrote it
            when: { blast-radius: { reaches: medium, unmapped-counts-as: medium } }
            require: { sign-offs: { count: 1, from: { above: author, at-least: senior }, assurance: read-risky-parts }, case: answered }
          - name: nobody is asked to review the unreviewable
            when: { review-minutes: { over: 90 } }
            refuse: "About {review-minutes} minutes of reading: cut it."

        """;

    public const string PracticeCatalog = """
        components:
          - { name: help-pages, paths: ["pages/help/**"], owner: payments, criticality: low }
          - { name: service-config, paths: ["config/**"], owner: platform, criticality: medium }
          - { name: checkout, paths: ["src/checkout/**"], owner: payments, criticality: critical, dependsOn: [service-config] }
          - { name: invoices, paths: ["src/invoices/**"], owner: payments, criticality: high, dependsOn: [service-config] }

        """;

    /// <summary>One person's entry; <paramref name="level"/> since the beginning of the year.</summary>
    public string PersonEntry(string id, string level, string team, string more = "") =>
        $"""
              - id: {id}
                name: {Named(id)}
                emails: [{Email(id)}]
                teams: [{team}]
                levels: [{"{"} level: {level}, from: 2026-01-05, source: "the team's list" {"}"}]
                keys: [{"{"} key: "{PublicKey(id)}", kind: file {"}"}]
            {(more.Length > 0 ? $"    {more}\n" : "")}
            """;

    public string PublicKey(string id) => string.Join(' ', File.ReadAllText(Key(id) + ".pub").Split(' ')[..2]);

    public string PracticeRoster(params (string Id, string Level)[] changed)
    {
        string Level(string id, string usual) => changed.Where(one => one.Id == id).Select(one => one.Level).FirstOrDefault() ?? usual;

        var text = new StringBuilder("version: 1\npersons:\n");
        text.Append(PersonEntry("mara", Level("mara", "principal"), "platform", "may: [override, govern, release]"));
        text.Append(PersonEntry("teo", Level("teo", "senior"), "platform"));
        text.Append(PersonEntry("ines", Level("ines", "senior"), "payments"));
        text.Append(PersonEntry("moss", Level("moss", "mid"), "payments"));
        text.Append(PersonEntry("jun", Level("jun", "junior"), "payments"));
        text.Append(PersonEntry("kit", Level("kit", "junior"), "payments"));
        text.Append(PersonEntry("wren", Level("wren", "principal"), "payments"));
        text.Append(
            $"""
            bots:
              - id: robin
                kind: agent
                owner: jun
                emails: [{Email("robin")}]
                keys: [{"{"} key: "{PublicKey("robin")}", kind: file {"}"}]
              - id: ci
                kind: ci
                owner: mara
                keys: [{"{"} key: "{PublicKey("ci")}", kind: file {"}"}]
                may: [evidence: [build, tests, sarif, coverage]]

            """
        );
        return text.ToString();
    }
}
