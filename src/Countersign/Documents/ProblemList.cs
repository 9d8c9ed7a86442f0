// Collects everything that is wrong with one document, so that its writer sees it all at once.
namespace Countersign.Documents;

/// <summary>
/// <paramref name="area"/> is the first part of the codes that <see cref="Fields"/> gives (roster, catalog, policy). After
/// <see cref="Most"/> problems only their number is kept: a hostile file must not cost more than it weighs.
/// </summary>
public sealed class ProblemList(string area, string file)
{
    public const int Most = 200;

    private readonly List<Problem> _items = [];
    private int _left;

    public string Area => area;

    public string File => file;

    public bool IsFull => _items.Count >= Most;

    public bool HasErrors { get; private set; }

    public IReadOnlyList<Problem> Items =>
        _left == 0
            ? _items
            :
            [
                .. _items,
                new Problem(
                    $"{area}.more",
                    $"and {_left} more problems",
                    "Mend these first.",
                    0,
                    file,
                    HasErrors ? Severity.Error : Severity.Warning
                ),
            ];

    /// <summary><paramref name="code"/> without its area.</summary>
    public void Error(string code, string message, string remedy, int line) => Add(code, message, remedy, line, Severity.Error);

    public void Warn(string code, string message, string remedy, int line) => Add(code, message, remedy, line, Severity.Warning);

    private void Add(string code, string message, string remedy, int line, Severity severity)
    {
        HasErrors |= severity == Severity.Error;
        if (IsFull)
        {
            _left++;
            return;
        }

        _items.Add(new Problem($"{area}.{code}", message, remedy, line, file, severity));
    }
}
