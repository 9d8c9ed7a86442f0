// Holds docs/threat-model.md: every threat names claims that specs/attacks.md lists, or tests that exist.
using System.Text.RegularExpressions;

namespace Countersign.Tests.House;

public sealed partial class ThreatModelTests
{
    private static readonly IReadOnlyList<(string Threat, string Held)> Threats =
    [
        .. Threat()
            .Matches(SourceTree.Under("docs/threat-model.md").ShouldHaveSingleItem().Text)
            .Select(match => (match.Groups["threat"].Value, match.Groups["held"].Value)),
    ];

    [Fact]
    public void Every_threat_names_what_holds_it()
    {
        Threats.Count.ShouldBeGreaterThan(10);
        Threats.Where(threat => !Claim().IsMatch(threat.Held) && !Test().IsMatch(threat.Held)).Select(threat => threat.Threat).ShouldBeEmpty();
    }

    [Fact]
    public void Every_claim_and_test_that_a_threat_names_exists()
    {
        var claims = AttackList.Parse(SourceTree.Under("specs/attacks.md").ShouldHaveSingleItem().Text).Claims.Select(claim => claim.Id).ToHashSet();
        var tests = SourceTree.TestMethods().Select(method => method.Name).ToHashSet();
        Threats
            .SelectMany(threat =>
                Claim()
                    .Matches(Test().Replace(threat.Held, ""))
                    .Select(match => match.Value)
                    .Where(claim => !claims.Contains(claim))
                    .Concat(Test().Matches(threat.Held).Select(match => match.Groups[1].Value).Where(test => !tests.Contains(test)))
                    .Select(name => $"{threat.Threat}: {name} does not exist")
            )
            .ShouldBeEmpty();
    }

    [GeneratedRegex(@"^### (?<threat>T\d+[^\n]*)\n(?:(?!^###? )[^\n]*\n)*?Held by: (?<held>[^\n]*)", RegexOptions.Multiline)]
    private static partial Regex Threat();

    [GeneratedRegex(@"\b[A-Z]\d+\b")]
    private static partial Regex Claim();

    [GeneratedRegex("`(\\w+)`")]
    private static partial Regex Test();
}
