// The edits that coding tools reported since the last commit, kept beside the index of this work tree and nowhere else.
using Countersign.Provenance.Recording;

namespace Countersign.Adapters.Git.Recording;

/// <summary>Bounded in bytes and in days: what is older or too much is forgotten, oldest first.</summary>
public sealed class EditLog(string gitDir)
{
    public const int MostBytes = 4 << 20;
    public static readonly TimeSpan Longest = TimeSpan.FromDays(14);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    public string File { get; } = Path.Combine(gitDir, "countersign", "edits.jsonl");

    public IReadOnlyList<RecordedEdit> Read(DateTimeOffset now)
    {
        if (!System.IO.File.Exists(File))
        {
            return [];
        }

        using var file = Open();
        return Entries(file, now);
    }

    public void Add(IReadOnlyCollection<RecordedEdit> edits, DateTimeOffset now)
    {
        if (edits.Count == 0)
        {
            return;
        }

        using var file = Open();
        var lines = edits.Select(edit => edit.ToLine()).Where(line => line.Length <= RecordedEdit.Largest).ToList();
        if (file.Length + lines.Sum(line => line.Length) > MostBytes)
        {
            Write(file, [.. Entries(file, now), .. edits], MostBytes / 2);
            return;
        }

        file.Seek(0, SeekOrigin.End);
        foreach (var line in lines)
        {
            file.Write(line);
        }
    }

    /// <summary>Keeps what is wanted still; nobody else writes meanwhile.</summary>
    public void Keep(Func<RecordedEdit, bool> wanted, DateTimeOffset now)
    {
        if (System.IO.File.Exists(File))
        {
            using var file = Open();
            Write(file, [.. Entries(file, now).Where(wanted)], MostBytes);
        }
    }

    public void Forget()
    {
        if (System.IO.File.Exists(File))
        {
            System.IO.File.Delete(File);
        }
    }

    private static void Write(FileStream file, IReadOnlyList<RecordedEdit> entries, int most)
    {
        var lines = entries.Select(entry => entry.ToLine()).Where(line => line.Length <= RecordedEdit.Largest).ToList();
        var bytes = lines.Sum(line => (long)line.Length);
        var first = 0;
        while (bytes > most)
        {
            bytes -= lines[first++].Length;
        }

        file.SetLength(0);
        foreach (var line in lines.Skip(first))
        {
            file.Write(line);
        }
    }

    /// <summary>Lines that are none of ours are passed over; a file that grew beyond its bound by another hand is read to the bound.</summary>
    private static List<RecordedEdit> Entries(FileStream file, DateTimeOffset now)
    {
        var bytes = new byte[Math.Min(file.Length, 2L * MostBytes)];
        file.Seek(0, SeekOrigin.Begin);
        var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var found = new List<RecordedEdit>();
        for (var from = 0; from < length; )
        {
            var line = bytes.AsMemory(from, bytes.AsSpan(from, length - from).IndexOf((byte)'\n') is var end and >= 0 ? end : length - from);
            from += line.Length + 1;
            if (RecordedEdit.Read(line) is { } edit && edit.At > now - Longest)
            {
                found.Add(edit);
            }
        }

        return found;
    }

    /// <summary>Tools call several hooks at once: each waits for its turn.</summary>
    private FileStream Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        var until = DateTime.UtcNow + s_patience;
        while (true)
        {
            try
            {
                return new FileStream(File, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (DateTime.UtcNow < until)
            {
                Thread.Sleep(10);
            }
        }
    }
}
