// Gathers the rules, notes and names of one import, and makes a policy of them.
using System.Globalization;
using Countersign.Documents;

namespace Countersign.Policies.Imports;

/// <summary>One for each import; every reader of a foreign file writes into it.</summary>
internal sealed class Importing(ImportOptions options, string kind)
{
    private readonly List<ImportedRule> _rules = [];
    private readonly List<ImportNote> _notes = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public ImportOptions Options => options;

    public ForeignNames Names { get; } = new(options.Roster, options.Forge);

    public bool HasRules => _rules.Count > 0;

    public void Note(ImportNoteKind kind, string file, int line, string text)
    {
        var note = new ImportNote(kind, file, line, text);
        if (!_notes.Contains(note))
        {
            _notes.Add(note);
        }
    }

    public void Require(string name, IReadOnlyList<string> comments, Node? when, Node require, string mode = "") =>
        Add(name, comments, ("when", when), ("mode", mode.Length == 0 ? null : Made.Word(mode)), ("require", require));

    public void Refuse(string name, IReadOnlyList<string> comments, Node? when, string words) =>
        Add(name, comments, ("when", when), ("refuse", Made.Text(words)));

    public ImportedPolicy Finish(IReadOnlyList<string> files, Node otherwise)
    {
        if (_rules.Count == 0)
        {
            Refuse("nothing could be imported", [], null, "The imported file holds no rule. Write one, or keep the policy that stands.");
        }

        var document = Made.Map(
            ("version", Made.Number(PolicyDocument.CurrentVersion)),
            ("owner", Made.Text(options.Owner.Value)),
            ("review-by", Made.Word(options.ReviewBy.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
            ("levels", Made.List(options.Levels.Select(level => Made.Text(level.Value)))),
            ("otherwise", otherwise),
            ("rules", Made.List(_rules.Select(rule => rule.Node)))
        );
        string[] head =
        [
            $"Proposed by countersign policy import from {string.Join(", ", files)} ({kind}).",
            "Read it, then: countersign policy lint, countersign policy table. Whoever made a change never signs it, and each signature is for one content.",
        ];
        return new ImportedPolicy(head, document, _rules, _notes, Names.Needs);
    }

    private void Add(string name, IReadOnlyList<string> comments, params (string Key, Node? Value)[] entries)
    {
        var text = name.Length > 0 ? name : "imported rule";
        for (var i = 2; !_names.Add(text); i++)
        {
            text = $"{name} ({i})";
        }

        var window = entries.Any(entry => entry is { Key: "when", Value: { } when } && Asks(when, "size"));
        _rules.Add(
            new ImportedRule(
                comments,
                Made.Map([("name", Made.Text(text)), .. entries, ("window", window ? Made.Number(PolicyContext.DefaultWindow) : null)])
            )
        );
    }

    private static bool Asks(Node node, string key) =>
        node switch
        {
            Node.Mapping mapping => mapping.Entries.Any(entry => entry.Key == key || Asks(entry.Value, key)),
            Node.Sequence list => list.Items.Any(item => Asks(item, key)),
            _ => false,
        };
}
