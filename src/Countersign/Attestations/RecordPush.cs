// Whether files that somebody offers may be added to the records.
using Countersign.Cases;
using Countersign.Documents;
using Countersign.Signatures;

namespace Countersign.Attestations;

/// <summary>
/// Every file is named by its content, every record verifies, every text is named by a record of the same push. All problems at once.
/// That files are only added is the store's own check. Source: specs/records-store.md.
/// </summary>
public static class RecordPush
{
    public const int MostFiles = 1_000;
    public const long MostBytes = 16L << 20;

    public static IReadOnlyList<Problem> Validate(IReadOnlyCollection<StoredRecord> added, TrustContext trust)
    {
        var problems = new List<Problem>();
        if (added.Count > MostFiles || added.Sum(file => (long)file.Bytes.Length) > MostBytes)
        {
            return
            [
                new Problem("record.size", $"one push adds at most {MostFiles} records and {MostBytes >> 20} MiB", "Push them in several parts."),
            ];
        }

        var named = new HashSet<Digest>();
        foreach (var file in added.Where(file => !file.Path.IsText))
        {
            RecordVerifier
                .Verify(file.Bytes, file.Path, trust)
                .Match(
                    record =>
                    {
                        named.UnionWith(StatementTexts.Of(record.Statement));
                        return true;
                    },
                    rejected =>
                    {
                        problems.Add(new Problem(rejected.Code, rejected.Reason, rejected.Remedy, File: file.Path.ToString()));
                        return false;
                    }
                );
        }

        foreach (var file in added.Where(file => file.Path.IsText))
        {
            var fits = Digest.Of(file.Bytes.Span) == file.Path.Id && FreeText.TryRead(file.Bytes.Span, out _);
            if (!fits || !named.Contains(file.Path.Id))
            {
                var reason = fits ? "no record in this push names this text" : "it is not a salted text under its own digest";
                problems.Add(new Problem("record.text", reason, "Push a text together with the record that names it.", File: file.Path.ToString()));
            }
        }

        return problems;
    }
}
