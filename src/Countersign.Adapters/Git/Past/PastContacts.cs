// Who has changed which file while a history passes by, as the gate asks of those who could sign; bounded, and forgotten after two years.
using System.Text;
using Countersign.Adapters.Git.Gathering;
using Countersign.Changes;
using Countersign.Inputs;
using Countersign.People;

namespace Countersign.Adapters.Git.Past;

internal sealed class PastContacts
{
    private const int Most = 4_000_000;
    private readonly Dictionary<ulong, int> _days = [];

    /// <summary>More came together than are kept: somebody not found may have been there.</summary>
    public bool IsCut { get; private set; }

    public void Remember(IReadOnlyCollection<PersonId> makers, IReadOnlyList<StepFile> files, long today)
    {
        if (makers.Count == 0 || !HasRoom(today))
        {
            return;
        }

        foreach (var maker in makers.Select(KeyOf))
        {
            foreach (var file in files)
            {
                var path = file.Path.Bytes;
                _days[Key(maker, PathKey.Of(path))] = (int)today;
                _days[Key(maker, ~PathKey.Of(FolderOf(path)))] = (int)today;
            }
        }
    }

    public bool HasMet(PersonId person, FileFacts file, long today)
    {
        var maker = KeyOf(person);
        return Lately(Key(maker, PathKey.Of(file.Path.Bytes)))
            || (file.OldMode == EntryMode.Absent.Octal() && Lately(Key(maker, ~PathKey.Of(FolderOf(file.Path.Bytes)))));

        bool Lately(ulong key) => _days.TryGetValue(key, out var day) && today - day <= ContactReader.Days;
    }

    private bool HasRoom(long today)
    {
        if (_days.Count < Most || IsCut)
        {
            return !IsCut;
        }

        foreach (var (key, _) in _days.Where(pair => today - pair.Value > ContactReader.Days).ToList())
        {
            _days.Remove(key);
        }

        // Where little could be forgotten, looking again at each step would cost more than it finds.
        IsCut = _days.Count > Most / 10 * 9;
        return !IsCut;
    }

    private static ReadOnlySpan<byte> FolderOf(ReadOnlySpan<byte> path) => path[..Math.Max(0, path.LastIndexOf((byte)'/'))];

    private static ulong KeyOf(PersonId person) => PathKey.Of(Encoding.UTF8.GetBytes(person.Value));

    private static ulong Key(ulong maker, ulong place) => unchecked((place ^ maker) * 0x9E37_79B9_7F4A_7C15UL);
}
