// Who among the people who could sign has met the files of a change before: by commits on the target, by sign-offs in the record.
using System.Globalization;
using System.Text;
using Countersign.Cases;
using Countersign.Changes;
using Countersign.Gating;
using Countersign.Inputs;
using Countersign.People;
using Countersign.SignOffs;

namespace Countersign.Adapters.Git.Gathering;

/// <summary>What one person touched: files, and the folders that they lie in directly.</summary>
internal sealed class Contacts
{
    private readonly HashSet<RepoPath> _files = [];
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);

    public void Add(RepoPath path)
    {
        if (_files.Add(path))
        {
            _folders.Add(ContactReader.FolderOf(path));
        }
    }

    /// <summary>A file that the change makes has been met by whoever has been in its folder.</summary>
    public bool HasMet(FileFacts file) =>
        _files.Contains(file.Path) || (file.OldMode == EntryMode.Absent.Octal() && _folders.Contains(ContactReader.FolderOf(file.Path)));
}

internal sealed class ContactReader(CleanRoom room, RecordSources sources)
{
    /// <summary>What lies longer ago than this before the decision is forgotten.</summary>
    public const int Days = 730;

    private const int MostPlaces = 500;
    private const int MostLandings = 100;
    private const string Command = "git log";
    private const int LongestPiece = 8 << 20;

    /// <summary>One process, and one more for each change that somebody among them signed.</summary>
    public Gathered Read(Gathered gathered, IReadOnlyList<PersonId> qualified)
    {
        var facts = gathered.Facts;
        var contacts = qualified.ToDictionary(person => person, _ => new Contacts());
        var unknown = qualified.Count == 0 ? "nobody in the roster could sign it" : LookUp(gathered, contacts);
        var familiar = contacts.Where(pair => BestPlaced.Knows(facts.Files, pair.Value.HasMet)).Select(pair => pair.Key).ToHashSet();
        var minutes = BestPlaced.Of(facts.ReviewMinutes!, new ReadersFacts(qualified.Count, familiar.Count, unknown));
        return gathered with
        {
            Impact = gathered.Impact with { Minutes = minutes },
            Facts = facts with
            {
                ReviewMinutes = minutes,
                People = [.. facts.People.Select(person => familiar.Contains(person.Id) ? person with { IsFamiliar = true } : person)],
            },
        };
    }

    public static string FolderOf(RepoPath path) => path.Text.LastIndexOf('/') is var slash and > 0 ? path.Text[..slash] : "";

    /// <summary>Why nobody found does not mean that there is nobody; null where it does.</summary>
    private string? LookUp(Gathered gathered, Dictionary<PersonId, Contacts> contacts)
    {
        if (gathered.Arrival.Tip.IsZero)
        {
            return null;
        }

        try
        {
            BySignOffs(gathered, contacts);
            ByCommits(gathered, contacts);
            return null;
        }
        catch (GitFault fault)
        {
            return $"the history here cannot be read whole ({fault.Message})";
        }
    }

    /// <summary>
    /// Authors of commits below the target's tip, merges aside; one process. Every branch that came in counts, also one whose content a
    /// merge set aside, and a commit with an old clock hides none before it.
    /// </summary>
    private void ByCommits(Gathered gathered, Dictionary<PersonId, Contacts> contacts)
    {
        var since = gathered.Facts.Now.AddDays(-Days).ToUnixTimeSeconds();
        string[] arguments =
        [
            "log",
            "-z",
            "--raw",
            "--no-abbrev",
            "--no-renames",
            "--no-merges",
            "--no-mailmap",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            "--full-history",
            string.Create(CultureInfo.InvariantCulture, $"--since-as-filter=@{since}"),
            "--format=@%ae",
            "--stdin",
        ];
        using var process = room.Git.Start(room.Surroundings, arguments);
        process.Arm();
        process.Feed(Input(gathered));
        var reader = new ByteReader(process.Output, Command, LongestPiece);
        Contacts? author = null;
        while (reader.TryReadTo(0, out var bytes))
        {
            process.Arm();
            var piece = bytes.TrimStart((byte)'\n');
            if (piece.StartsWith("@"u8))
            {
                var who = gathered.Rulebook.Roster.FindByEmail(Encoding.UTF8.GetString(piece[1..]))?.Id;
                author = who is { } id ? contacts.GetValueOrDefault(id) : null;
            }
            else if (piece.StartsWith(":"u8))
            {
                var path = reader.ReadTo(0);
                author?.Add(RepoPath.FromBytes(path));
            }
        }

        process.Expect();
    }

    private static byte[] Input(Gathered gathered)
    {
        using var input = new MemoryStream();
        input.Write(Encoding.ASCII.GetBytes($"{gathered.Arrival.Tip.Hex}\n--\n"));
        foreach (var place in Places(gathered.Facts.Files))
        {
            input.Write(place.Bytes);
            input.WriteByte((byte)'\n');
        }

        return input.ToArray();
    }

    /// <summary>Where Git looks: at least at these files, so that a great many of them, or an odd name, hide nothing.</summary>
    private static IReadOnlyCollection<RepoPath> Places(IReadOnlyList<FileFacts> files)
    {
        var places = files.Select(file => file.OldMode == EntryMode.Absent.Octal() ? Above(file.Path) : Writable(file.Path)).ToHashSet();
        return places.Count <= MostPlaces ? places : [RepoPath.Of(".")];
    }

    private static RepoPath Above(RepoPath path) =>
        path.Bytes.LastIndexOf((byte)'/') is var slash and > 0 ? Writable(RepoPath.FromBytes(path.Bytes[..slash])) : RepoPath.Of(".");

    /// <summary>Git takes a place on a line: a name with a line break of any kind is looked for from the folder above it.</summary>
    private static RepoPath Writable(RepoPath path) => path.Bytes.ContainsAny((byte)'\n', (byte)'\r') ? Above(path) : path;

    /// <summary>Approvals of the newest changes that the gate recorded, by their signers' verified records.</summary>
    private void BySignOffs(Gathered gathered, Dictionary<PersonId, Contacts> contacts)
    {
        var now = gathered.Facts.Now;
        var reader = new RecordReader(
            sources.Store,
            sources.Repository ?? default,
            gathered.Rulebook.Roster,
            sources.RootKeys,
            sources.GateKeys,
            now
        );
        var landed = sources
            .Landings.Select(pair => pair.Landing)
            .Where(landing =>
                landing.Context.TargetRef == gathered.Arrival.TargetRef
                && landing is { SignOffs.Count: > 0, Old.IsZero: false }
                && landing.SignedAt <= now
                && landing.SignedAt >= now.AddDays(-Days)
            )
            .Reverse()
            .Take(MostLandings);
        foreach (var landing in landed)
        {
            var signers = Signers(landing, reader).Select(contacts.GetValueOrDefault).OfType<Contacts>().ToList();
            if (signers.Count == 0)
            {
                continue;
            }

            foreach (var file in room.Compare(room.TreeOf(landing.Old), room.TreeOf(landing.New), countLines: false))
            {
                signers.ForEach(signer => signer.Add(file.Path));
            }
        }
    }

    private static IEnumerable<PersonId> Signers(Landing landing, RecordReader reader) =>
        landing.Subject.Digest is not { } digest
            ? []
            : reader
                .Verify(reader.About(digest))
                .Good.Where(record =>
                    landing.SignOffs.Contains(record.Id)
                    && record.Statement is SignOff { Decision: DecisionKind.Approve or DecisionKind.ApproveWithConditions }
                )
                .Select(record => record.Signer)
                .Distinct();
}
