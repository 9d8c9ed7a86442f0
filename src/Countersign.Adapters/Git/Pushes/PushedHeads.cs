// A short memory of who pushed which commit as a branch's head, asked when somebody offers that commit later.
using System.Globalization;
using System.Text;
using Countersign.Adapters.Git.Gathering;
using Countersign.Changes;

namespace Countersign.Adapters.Git.Pushes;

/// <summary>One line each: time, commit, kind, name in percent signs, key. The older half goes when the file is full.</summary>
public sealed class PushedHeads(GateFolder folder)
{
    private const long Fullest = 4 << 20;
    private readonly string _file = Path.Combine(folder.Folder, "pushed");

    public void Add(IEnumerable<ObjectId> heads, Pusher? pusher, DateTimeOffset now)
    {
        if (pusher is null)
        {
            return;
        }

        var lines = new StringBuilder();
        foreach (var head in heads)
        {
            lines.Append(CultureInfo.InvariantCulture, $"{now.ToUnixTimeSeconds()} {head.Hex} {pusher.ToWords()}\n");
        }

        if (lines.Length > 0)
        {
            Shorten();
            File.AppendAllText(_file, lines.ToString());
        }
    }

    public IReadOnlyList<Pusher> Of(ObjectId head)
    {
        if (!File.Exists(_file))
        {
            return [];
        }

        var found = new List<Pusher>();
        foreach (var words in File.ReadLines(_file).Where(line => line.Contains(head.Hex, StringComparison.Ordinal)).Select(line => line.Split(' ')))
        {
            if (words is [_, var commit, var kind, var name, var key] && commit == head.Hex)
            {
                found.Add(Pusher.FromWords(kind, name, key));
            }
        }

        return found;
    }

    private void Shorten()
    {
        if (new FileInfo(_file) is { Exists: true, Length: > Fullest })
        {
            var lines = File.ReadAllLines(_file);
            GateFolder.Replace(_file, Encoding.UTF8.GetBytes(string.Concat(lines.Skip(lines.Length / 2).Select(line => line + "\n"))), secret: true);
        }
    }
}
