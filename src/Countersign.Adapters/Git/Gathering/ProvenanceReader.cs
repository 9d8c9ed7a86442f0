// The graded evidence of AI assistance: what commits show, what makers signed, where the two disagree.
using System.Collections;
using Countersign.Adapters.Git.Lines;
using Countersign.Cases;
using Countersign.Changes;
using Countersign.Inputs;
using Countersign.Provenance;
using Countersign.Provenance.LineRecords;
using Countersign.Signatures;

namespace Countersign.Adapters.Git.Gathering;

internal sealed class ProvenanceReader(AddedLines added, ReadCommits commits, SignalSet signals)
{
    private const int MostOddities = 20;

    /// <param name="seen">From tools' records, and what the gate saw before: findings of earlier landings and patch sets of this change.</param>
    public ProvenanceFacts Read(
        IReadOnlyList<MakerFacts> makers,
        ChangeRecords records,
        Digest? digest,
        IReadOnlyList<AssistanceFinding> seen,
        RecordedEvidence recorded
    )
    {
        var humans = makers.Where(maker => maker is { Kind: MakerKind.Human, Id: not null }).Select(maker => maker.Id!.Value).ToList();
        var asked = new GradeQuestion(
            [.. commits.Findings, .. seen],
            [.. Declarations(records, digest)],
            humans,
            makers.Any(maker => maker.Kind == MakerKind.Unknown),
            makers.Count > 0 && makers.All(maker => maker.Kind == MakerKind.Automation)
        );
        var grade = ProvenanceGrade.Of(asked);
        return new ProvenanceFacts
        {
            Class = grade.Class,
            Basis = grade.Basis,
            Findings = grade.Findings,
            Table = signals.Version,
            Lines = grade.Basis == "unknown" ? [] : new Counted(() => Lines(asked, recorded.Shares)),
            Unreadable = [.. recorded.Oddities.Take(MostOddities)],
            Contradictions = grade.Contradictions,
            NotDeclaredBy = [.. grade.NotDeclaredBy.Select(person => person.Value)],
        };
    }

    /// <summary>What was declared of the whole change stands for the lines that nothing nearer to them speaks of.</summary>
    private IReadOnlyList<ClassLines> Lines(GradeQuestion asked, IReadOnlyDictionary<ObjectId, LineShare> recorded)
    {
        var known = ProvenanceGrade.Of(asked with { Findings = [] });
        (AssistanceClass, LineBasis)? ofChange = known.Basis switch
        {
            "declared" => (known.Class, LineBasis.DeclaredForChange),
            "recorded" => (known.Class, LineBasis.RecordedForCommit),
            _ => null,
        };
        var ofCommits = asked.Findings.ToLookup(finding => finding.Source.Split(' ')[0], StringComparer.Ordinal);
        var lines = new LineClasses();
        added.Of(commits.Lineage.Select(one => one.Id));
        foreach (var (commit, _) in commits.Lineage)
        {
            lines.Add(added.Count(commit), recorded.GetValueOrDefault(commit), ofCommits[commit.Hex], ofChange);
        }

        return lines.Shares;
    }

    /// <summary>
    /// "None" counts only for the content it was signed for; a use of AI, once declared, stays declared. "Advised" counts with source and
    /// age in a case of the same person; without them that person has declared nothing, neither "none" nor "advised".
    /// </summary>
    private static IEnumerable<Declaration> Declarations(ChangeRecords records, Digest? digest)
    {
        var cases = records.Of<Case>().ToList();
        var said = cases
            .Select(pair => (pair.Record, pair.Statement.Ai, pair.Statement.Subject))
            .Concat(records.Of<PatchSet>().Select(pair => (pair.Record, pair.Statement.Ai, pair.Statement.Subject)))
            .Concat(records.Of<Attribution>().Select(pair => (pair.Record, pair.Statement.Ai, pair.Statement.Subject)))
            .Where(one => one.Ai is not null)
            .ToList();
        var sourced = cases.Where(pair => pair.Statement.Advice.Count > 0).Select(pair => pair.Record.Signer).ToHashSet();
        var unsourced = said.Where(one => one.Ai!.Class == AssistanceClass.Advised && !sourced.Contains(one.Record.Signer))
            .Select(one => one.Record.Signer)
            .ToHashSet();
        foreach (var (record, ai, subject) in said)
        {
            var counts = ai!.Class switch
            {
                AssistanceClass.None => !unsourced.Contains(record.Signer) && (subject.Digest is null || subject.Digest == digest),
                AssistanceClass.Advised => !unsourced.Contains(record.Signer),
                _ => true,
            };
            if (counts)
            {
                yield return new Declaration(record.Signer, ai.Class, ai.Tool, ai.Model, record.Id.ToString());
            }
        }
    }

    /// <summary>Counted when somebody looks: no rule reads them, and at a push nobody does.</summary>
    private sealed class Counted(Func<IReadOnlyList<ClassLines>> count) : IReadOnlyList<ClassLines>
    {
        private readonly Lazy<IReadOnlyList<ClassLines>> _lines = new(count);

        public int Count => _lines.Value.Count;

        public ClassLines this[int index] => _lines.Value[index];

        public IEnumerator<ClassLines> GetEnumerator() => _lines.Value.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
