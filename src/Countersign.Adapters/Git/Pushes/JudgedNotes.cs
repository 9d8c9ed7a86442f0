// What pre-receive decided, kept outside all refs until post-receive has put it on record; a crash between the two loses nothing.
using System.Text;
using System.Text.Json;
using Countersign.Attestations;
using Countersign.Cases;
using Countersign.Changes;
using Countersign.Signatures;

namespace Countersign.Adapters.Git.Pushes;

/// <summary>The landings that one update of one ref will be recorded as, oldest first; not signed yet.</summary>
public sealed record JudgedNote(string Ref, ObjectId Old, ObjectId New, IReadOnlyList<Landing> Landings);

/// <summary>Files in the folder `judged` beside the settings, which only the gate's own account writes.</summary>
public sealed class JudgedNotes(GateFolder folder)
{
    private const int LongestNote = 64 << 20;
    private static readonly TimeSpan s_oldest = TimeSpan.FromDays(30);
    private readonly string _folder = Path.Combine(folder.Folder, "judged");

    public void Keep(JudgedNote note)
    {
        Directory.CreateDirectory(_folder);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("ref", note.Ref);
            json.WriteString("old", note.Old.Hex);
            json.WriteString("new", note.New.Hex);
            json.WriteStartArray("landings");
            foreach (var landing in note.Landings)
            {
                json.WriteBase64StringValue(StatementWriter.Write(landing));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        GateFolder.Replace(FileOf(note.Ref, note.Old, note.New), stream.ToArray(), secret: true);
    }

    /// <summary>Null where there is none or it cannot be read whole: the step is then judged again.</summary>
    public JudgedNote? Find(string reference, ObjectId old, ObjectId @new) =>
        Read(FileOf(reference, old, @new)) is { } note && note.Ref == reference && note.Old == old && note.New == @new ? note : null;

    /// <summary>Notes that start where a ref's record stops, so that a gap is filled with what was decided then.</summary>
    public IReadOnlyList<JudgedNote> From(string reference, ObjectId old) =>
        Directory.Exists(_folder)
            ?
            [
                .. Directory
                    .EnumerateFiles(_folder, "*.json")
                    .Select(Read)
                    .OfType<JudgedNote>()
                    .Where(note => note.Ref == reference && note.Old == old),
            ]
            : [];

    public void Forget(string reference, ObjectId old, ObjectId @new)
    {
        if (!Directory.Exists(_folder))
        {
            return;
        }

        File.Delete(FileOf(reference, old, @new));
        foreach (var stale in new DirectoryInfo(_folder).EnumerateFiles())
        {
            if (DateTime.UtcNow - stale.LastWriteTimeUtc > s_oldest)
            {
                stale.Delete();
            }
        }
    }

    private string FileOf(string reference, ObjectId old, ObjectId @new) =>
        Path.Combine(_folder, Digest.Of(Encoding.UTF8.GetBytes($"{reference} {old.Hex} {@new.Hex}")).ToString() + ".json");

    private static JudgedNote? Read(string file)
    {
        try
        {
            if (!File.Exists(file) || new FileInfo(file).Length > LongestNote)
            {
                return null;
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var root = document.RootElement;
            var landings = new List<Landing>();
            foreach (var item in root.GetProperty("landings").EnumerateArray())
            {
                landings.Add(
                    StatementReader
                        .Read(item.GetBytesFromBase64())
                        .Match((statement, _) => (Landing)statement, problems => throw new FormatException(problems[0].ToString()))
                );
            }

            return new JudgedNote(
                root.GetProperty("ref").GetString()!,
                ObjectId.Parse(root.GetProperty("old").GetString()!),
                ObjectId.Parse(root.GetProperty("new").GetString()!),
                landings
            );
        }
        catch (Exception problem)
            when (problem
                    is JsonException
                        or IOException
                        or UnauthorizedAccessException
                        or FormatException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or InvalidCastException
            )
        {
            return null;
        }
    }
}
