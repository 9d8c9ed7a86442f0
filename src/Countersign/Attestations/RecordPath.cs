// Where a record lies in a store, so that it is found by what it is about.
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Attestations;

/// <summary>
/// d/2 hex/digest/h.json by content, c/2 hex/change id/h.json by change, t/2 hex/h for free text; h is the SHA-256 of the file.
/// The two hex digits are the first of the key. Source: specs/records-store.md.
/// </summary>
public readonly record struct RecordPath
{
    private const string Ending = ".json";

    private RecordPath(char place, string key, Digest id) => (Place, Key, Id) = (place, key, id);

    /// <summary>d, c or t.</summary>
    public char Place { get; }

    /// <summary>The digest, the change id, or for free text its own digest.</summary>
    public string Key { get; }

    public Digest Id { get; }

    public bool IsText => Place == 't';

    public static RecordPath ForDigest(Digest about, Digest id) => new('d', about.ToString(), id);

    public static RecordPath ForChange(ChangeId change, Digest id) => new('c', change.ToString(), id);

    public static RecordPath ForText(Digest id) => new('t', id.ToString(), id);

    /// <summary>Everywhere that this statement is kept: under its digest, its change id, or both. Empty for a landing.</summary>
    public static IReadOnlyList<RecordPath> For(Statement statement, Digest id)
    {
        if (StatementForm.Of(statement).SignedBy == RecordSigner.Gate)
        {
            return [];
        }

        var paths = new List<RecordPath>(2);
        if (statement.Subject.Digest is { } digest)
        {
            paths.Add(ForDigest(digest, id));
        }

        if (statement.Subject.Change is { } change)
        {
            paths.Add(ForChange(change, id));
        }

        return paths;
    }

    public bool Fits(Statement statement, Digest id) => For(statement, id).Contains(this);

    public static bool TryParse(string? text, out RecordPath path)
    {
        path = default;
        var parts = (text ?? "").Split('/');
        var (place, key, file) = parts switch
        {
            ["d" or "c", _, var about, var name] when name.EndsWith(Ending, StringComparison.Ordinal) => (parts[0][0], about, name[..^Ending.Length]),
            ["t", _, var name] => ('t', name, name),
            _ => ('\0', "", ""),
        };
        var fits =
            place != '\0'
            && parts[1] == (key.Length > 2 ? key[..2] : "")
            && (place == 'c' ? ChangeId.TryParse(key, out _) : Digest.TryParse(key, out _))
            && Digest.TryParse(file, out _);
        path = fits ? new RecordPath(place, key, Digest.Parse(file)) : default;
        return fits;
    }

    public override string ToString() =>
        Place switch
        {
            't' => $"t/{Key[..2]}/{Key}",
            'd' or 'c' => $"{Place}/{Key[..2]}/{Key}/{Id}{Ending}",
            _ => "",
        };
}
