// What a team adds to the table of signs, from .countersign/signals.yml at the target.
using Countersign.Documents;
using Countersign.People;
using Countersign.Signatures;

namespace Countersign.Provenance;

/// <summary>
/// <paramref name="Table"/> is the version of the built-in table that the team holds on to; null follows the program's.
/// Source: specs/provenance.md.
/// </summary>
public sealed record TeamSignals(
    int? Table,
    IReadOnlyList<AddressSignal> Addresses,
    IReadOnlyList<LineSignal> Lines,
    IReadOnlyList<HintSignal> Hints,
    string File,
    Digest Digest
)
{
    public static Parsed<TeamSignals> Parse(Node node, string file, Digest digest) => new TeamSignalsReader(file).Read(node, digest);

    /// <summary>From the stored bytes, whose digest it keeps.</summary>
    public static Parsed<TeamSignals> Read(ReadOnlyMemory<byte> bytes, string file, ReadDocument read) =>
        read(bytes, file).Match((node, _) => Parse(node, file, Digest.Of(bytes.Span)), problems => new Parsed<TeamSignals>.Bad(problems));

    /// <summary>A person's own address in the table would make everything that they write an agent's.</summary>
    public IEnumerable<Problem> Lint(Roster roster)
    {
        var problems = new ProblemList("signals", File);
        foreach (var signal in Addresses)
        {
            if (roster.FindByEmail(signal.Address) is Person person)
            {
                problems.Error(
                    "person",
                    $"'{Fields.Cut(signal.Address)}' of '{Fields.Cut(signal.Tool)}' is {person.Id}'s own address",
                    "Name the address that the tool itself commits under.",
                    0
                );
            }
        }

        return problems.Items;
    }
}
