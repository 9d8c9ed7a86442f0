// The policy that init proposes: what a change can reach decides who signs; nothing in it waits for a tool that is not there yet.
using System.Globalization;
using Countersign.Cli.Terminal;

namespace Countersign.Cli.Commands.Init;

public static class StarterPolicy
{
    private const int ReviewAfterDays = 90;

    /// <param name="hasWaysOut">Where so few people could sign that a rule would stop whoever makes the change: waiting and a case instead.</param>
    public static string Write(string owner, IReadOnlyList<string> levels, DateTimeOffset now, bool hasWaysOut)
    {
        var reviewBy = now.UtcDateTime.AddDays(ReviewAfterDays).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var (top, senior, middle) = (levels[^1], levels[Math.Max(0, levels.Count - 2)], levels[Math.Min(1, levels.Count - 1)]);
        string Or(string strict) => hasWaysOut ? $"{{ any: [{strict}, {{ waiting-period: {{ hours: 24 }}, case: answered }}] }}" : strict;

        return $$"""
            # How changes enter this repository. Always read from the target branch; a change to it takes two people of level {{top}}.
            # Proposed by countersign init. Try it: countersign policy lint, countersign policy table, countersign check.
            version: 1
            owner: {{owner}}                       # signs every version of this file
            review-by: {{reviewBy}}             # past it, the gate warns loudly and asks for the results
            levels: [{{string.Join(", ", levels.Select(Quoted))}}]
            otherwise: nothing                # what holds where no rule applies
            rules:
              - name: what reaches anything that runs has one other reader
                when:
                  blast-radius: { reaches: low, unmapped-counts-as: medium }      # "low" means low or worse
                  not: { any: [{ exact-revert: true }, { change-kind: { only: [docs] } }] }
                require: {{Or("{ peer-review: 1 }")}}
              - name: an exact revert takes one sign-off, by {{middle}} or above or whoever is on call
                when: { exact-revert: true }
                require: { any: [{ sign-offs: { from: { at-least: {{Quoted(middle)}} } } }, { sign-offs: { from: { may: release } } }{{(
                hasWaysOut ? ", { waiting-period: { hours: 1 } }" : ""
            )}}] }
              - name: reach decides who signs, whoever or whatever wrote it
                when: { blast-radius: { reaches: high }, not: { exact-revert: true } }
                require: {{Or(
                $"{{ sign-offs: {{ count: 1, from: {{ above: author, at-least: {Quoted(senior)}, owns: changed-paths }}, assurance: read-risky-parts }}, case: answered, rollback: stated }}"
            )}}
              - name: critical services take two independent people
                when: { blast-radius: { reaches: critical }, not: { exact-revert: true } }
                require: {{Or($"{{ sign-offs: {{ count: 2, from: {{ at-least: {Quoted(senior)} }}, independent: true, validity: reach }} }}")}}
                # once a bot of kind ci may sign it: evidence: [{ check: build, conclusion: success }]
              - name: new to this code, by level or by first contact, takes one reader above
                when:
                  any: [{ author-level: { below: {{Quoted(senior)}} } }, { author-familiarity: first-change-here }]
                  blast-radius: { reaches: medium }
                  not: { any: [{ exact-revert: true }, { change-kind: { only: [docs] } }] }
                require: {{Or("{ sign-offs: { count: 1, from: { above: author }, assurance: read-risky-parts }, case: answered }")}}
              - name: work done with a tool says what was asked
                when:
                  provenance: { at-least: advised, unknown-counts-as: assisted }
                  blast-radius: { reaches: medium }
                  not: { any: [{ exact-revert: true }, { change-kind: { only: [docs] } }] }
                require: { case: [asked, alternatives] }
              - name: what agents and operators act on is not documentation
                when: { change-kind: [agent-instructions, runbook, ci], not: { exact-revert: true } }
                require: {{Or("{ sign-offs: { count: 1, from: { owns: changed-paths }, assurance: read-in-full } }")}}
              - name: nobody is asked to review the unreviewable
                when: { review-minutes: { over: 90 } }
                refuse: "About {review-minutes} minutes of reading. `countersign check` shows where to cut."

            """;
    }

    /// <summary>A YAML scalar: plain where that is safe, else in single quotes, with what hides on a screen made visible.</summary>
    public static string Quoted(string text) =>
        text.Length > 0
        && char.IsAsciiLetter(text[0])
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')
        && text is not ("null" or "true" or "false" or "yes" or "no")
            ? text
            : $"'{Visible.Text(text).Replace("'", "''", StringComparison.Ordinal)}'";
}
