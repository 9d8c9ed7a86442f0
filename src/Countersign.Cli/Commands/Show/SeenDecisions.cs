// Which of the others' decisions were shown here before one's own signature; they are listed in it.
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Gathering;
using Countersign.Attestations;
using Countersign.Cli.Workbench;
using Countersign.People;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Cli.Commands.Show;

/// <summary>One digest a line in GIT_DIR/countersign/seen, which never leaves this clone.</summary>
internal static class SeenDecisions
{
    public static IReadOnlyList<Digest> OfOthers(ChangeRecords records, PersonId me) =>
        [.. RecordsOfOthers(records, me).Select(record => record.Id).Order()];

    public static void Remember(GitRepository repository, ChangeRecords records, PersonId me)
    {
        var file = FileOf(repository);
        var known = Read(file);
        var added = OfOthers(records, me).Where(id => !known.Contains(id.ToString())).Select(id => id.ToString()).ToList();
        if (added.Count > 0)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.AppendAllLines(file, added);
        }
    }

    public static IReadOnlyList<Digest> Among(OpenChange change, PersonId me)
    {
        var known = Read(FileOf(change.Desk.Repository));
        return
        [
            .. RecordsOfOthers(change.Gathered.Records, me)
                .Where(record => record.OtherIds.Append(record.Id).Any(id => known.Contains(id.ToString())))
                .Select(record => record.Id)
                .Order(),
        ];
    }

    private static IEnumerable<VerifiedRecord> RecordsOfOthers(ChangeRecords records, PersonId me) =>
        records.All.Where(record => record.Statement is SignOff or SignOffs.Override && record.Signer != me);

    private static string FileOf(GitRepository repository) => Path.Combine(repository.GitDir, "countersign", "seen");

    private static HashSet<string> Read(string file) => File.Exists(file) ? File.ReadLines(file).ToHashSet(StringComparer.Ordinal) : [];
}
