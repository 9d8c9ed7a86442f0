// Lets every statement name the envelope that is kept: one statement in two spellings is one record, under either name.
using Countersign.Cases;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Attestations;

internal static class NamedRecords
{
    /// <param name="kept">From the name of an envelope that was dropped to the one that is kept.</param>
    public static Statement In(Statement statement, IReadOnlyDictionary<Digest, Digest> kept)
    {
        return statement switch
        {
            SignOff it => it with
            {
                Previous = Maybe(it.Previous),
                Case = Maybe(it.Case),
                Conditions = All(it.Conditions),
                Questions = All(it.Questions),
                Answers = All(it.Answers),
                Seen = All(it.Seen),
            },
            Override it => it with { Previous = Maybe(it.Previous), Objection = Maybe(it.Objection) },
            Case it => it with { Previous = Maybe(it.Previous) },
            Answer it => it with { Question = One(it.Question) },
            ConditionMet it => it with { Condition = One(it.Condition), Evidence = All(it.Evidence) },
            PatchSet { Previous: { } previous } it => it with { Previous = previous with { Statement = One(previous.Statement) } },
            Pause it => it with { Previous = Maybe(it.Previous) },
            Freeze it => it with { Previous = Maybe(it.Previous) },
            _ => statement,
        };

        Digest One(Digest name) => kept.TryGetValue(name, out var known) ? known : name;

        Digest? Maybe(Digest? name) => name is { } one ? One(one) : null;

        IReadOnlyList<Digest> All(IReadOnlyList<Digest> names) => names.Any(kept.ContainsKey) ? [.. names.Select(One)] : names;
    }
}
