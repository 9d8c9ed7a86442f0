// Who owns a path in a replay: catalog and CODEOWNERS where they say so, else the two people who changed its folder most.
using System.Globalization;
using Countersign.Adapters.Git.Gathering;
using Countersign.Changes;
using Countersign.Inputs;
using Countersign.People;

namespace Countersign.Adapters.Git.Past;

public enum OwnersFrom
{
    /// <summary>The catalog's owners or CODEOWNERS, found in the roster.</summary>
    Roster,

    /// <summary>The names in CODEOWNERS, each taken for one person who can sign.</summary>
    CodeOwners,

    /// <summary>Nobody says; the two people with the most earlier changes in the folder stand in.</summary>
    History,
}

internal sealed class PastOwners
{
    private const int OwnersOfFolder = 2;

    /// <summary>Paths whose owners are kept; beyond it they are looked up again.</summary>
    private const int MostKept = 50_000;

    private readonly CodeOwners? _file;
    private readonly PastPeople _people;
    private readonly Dictionary<RepoPath, IReadOnlyList<PersonId>> _kept = [];
    private readonly Dictionary<string, PersonId> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<ulong, Dictionary<int, int>> _folders = [];
    private readonly Dictionary<ulong, IReadOnlyList<PersonId>> _busiest = [];
    private long _day = -1;

    public PastOwners(Rulebook rulebook, PastPeople people)
    {
        _people = people;
        _file = rulebook.CodeOwners;
        From =
            people.IsRostered && (rulebook.Catalog.Components.Count > 0 || _file is not null) ? OwnersFrom.Roster
            : _file is not null ? OwnersFrom.CodeOwners
            : OwnersFrom.History;
    }

    public OwnersFrom From { get; }

    /// <summary>Stand beside the other signers where owners are names of a file.</summary>
    public IReadOnlyList<PersonFacts> SignersBeside(SeniorityScale scale) =>
        From == OwnersFrom.CodeOwners
            ?
            [
                .. _names.Values.Select(id => new PersonFacts
                {
                    Id = id,
                    Level = scale.Highest,
                    CanSign = true,
                    KeyKinds = ["file"],
                }),
            ]
            : [];

    /// <summary>Stands for a name of a file that no address is known of.</summary>
    public bool IsOnlyAName(PersonId person) => From == OwnersFrom.CodeOwners && _names.ContainsValue(person);

    public FileFacts WithOwners(FileFacts file) => From == OwnersFrom.Roster ? file : file with { Owners = Of(file.Path) };

    public void Remember(MergedStep step, IReadOnlyCollection<int> makers)
    {
        if (From != OwnersFrom.History)
        {
            return;
        }

        foreach (var folder in step.Files.Select(file => Folder(file.Path)).Distinct())
        {
            if (!_folders.TryGetValue(folder, out var counts))
            {
                _folders[folder] = counts = [];
            }

            foreach (var maker in makers)
            {
                counts[maker] = counts.GetValueOrDefault(maker) + 1;
            }
        }
    }

    private IReadOnlyList<PersonId> Of(RepoPath path)
    {
        if (From == OwnersFrom.History)
        {
            return BusiestToday(Folder(path));
        }

        if (!_kept.TryGetValue(path, out var owners))
        {
            owners = [.. _file!.OwnersOf(path.Text).Select(Named).Distinct()];
            if (_kept.Count < MostKept)
            {
                _kept[path] = owners;
            }
        }

        return owners;
    }

    private PersonId Named(string owner)
    {
        if (!_names.TryGetValue(owner, out var id))
        {
            _names[owner] = id = PersonId.Parse("o" + (_names.Count + 1).ToString(CultureInfo.InvariantCulture));
        }

        return id;
    }

    /// <summary>Reckoned once a day of the history, like who could sign.</summary>
    private IReadOnlyList<PersonId> BusiestToday(ulong folder)
    {
        if (_day != _people.Today)
        {
            _day = _people.Today;
            _busiest.Clear();
        }

        if (!_busiest.TryGetValue(folder, out var owners))
        {
            _busiest[folder] = owners = Busiest(folder);
        }

        return owners;
    }

    private IReadOnlyList<PersonId> Busiest(ulong folder) =>
        _folders.TryGetValue(folder, out var counts)
            ?
            [
                .. counts
                    .OrderByDescending(count => count.Value)
                    .ThenBy(count => count.Key)
                    .Select(count => _people.ActiveIdOf(count.Key))
                    .OfType<PersonId>()
                    .Take(OwnersOfFolder)
                    .Order(),
            ]
            : [];

    private static ulong Folder(RepoPath path) => PathKey.Of(path.Bytes[..PathFolder.Length(path.Bytes)]);
}
