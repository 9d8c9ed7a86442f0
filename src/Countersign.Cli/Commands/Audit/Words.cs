// How the reading verbs say things: kinds of links, who signed, when.
using System.Globalization;
using Countersign.Adapters.Git.Auditing;
using Countersign.Adapters.Git.Gathering;
using Countersign.Inputs;
using Countersign.SignOffs;

namespace Countersign.Cli.Commands.Audit;

internal static class Words
{
    public static string Of(LinkKind kind) =>
        kind switch
        {
            LinkKind.Signed => "signed",
            LinkKind.NobodyNeeded => "nobody needed",
            LinkKind.Overridden => "overridden",
            LinkKind.Observed => "observed",
            LinkKind.Before => "before Countersign",
            LinkKind.Unsigned => "unsigned",
            LinkKind.Gap => "gap",
            _ => "altered",
        };

    public static string Of(Assurance assurance) =>
        assurance switch
        {
            Assurance.ReadInFull => "read in full",
            Assurance.ReadRiskyParts => "read the risky parts",
            Assurance.ReliedOnEvidence => "relied on evidence",
            _ => "approved at a forge",
        };

    public static string OfKey(string kind) =>
        kind switch
        {
            "hardware" => "a hardware key",
            "passkey" => "a passkey",
            "agent" => "a key in an agent",
            _ => "a key in a file",
        };

    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>Decisions that let it in, in the order of names.</summary>
    public static IReadOnlyList<DecisionFacts> Signers(JudgedChange judged) =>
        [
            .. judged
                .Gathered.Facts.Decisions.Where(decision => ChainLink.Counts(decision, judged.Gathered.Facts))
                .OrderBy(decision => decision.Person.Value, StringComparer.Ordinal),
        ];

    /// <summary>"teo (read in full), ines (relied on evidence), a root key".</summary>
    public static string SignedBy(JudgedChange judged) =>
        string.Join(
            ", ",
            Signers(judged)
                .Select(decision => $"{decision.Person} ({Of(decision.Assurance ?? Assurance.ForgeApproval)})")
                .Concat(ChainLink.IsRooted(judged) ? ["a root key"] : [])
        );
}
