// A pattern over paths, as policies and catalogs write them; matching takes time linear in the path.
using System.Diagnostics.CodeAnalysis;

namespace Countersign.Changes;

/// <summary>
/// <code>
/// *        any characters but the slash        ?      one character but the slash
/// **       any number of whole folders         [a-z]  one of these; [!a-z] or [^a-z] one of the others, never the slash
/// {a,b}    either; may be nested               \x     the character x itself
/// /x       x at the top of the repository      x/     everything beneath a folder x
/// </code>
/// A pattern whose only slash is its last one, or that has none, matches at any depth: *.md, docs/. Any other slash ties it
/// to the top: src/*.cs means /src/*.cs. The whole path has to match, case counts, and a name alone never means what lies
/// beneath it: write docs/ or docs/**. Two stars stand alone between slashes and outside braces.
/// A byte that is not UTF-8 is one character that only *, ? and [!...] match. After `regex:` stands a regular expression
/// instead, see <see cref="RegexReader"/>.
/// </summary>
public sealed class PathPattern : IEquatable<PathPattern>
{
    public const string RegexPrefix = "regex:";

    private readonly PatternMachine _machine;

    private PathPattern(string text, PatternMachine machine) => (Text, _machine) = (text, machine);

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>The deepest folder that everything it matches lies in, as written, "" for the top; null for a regular expression.</summary>
    public string? Folder
    {
        get
        {
            if (Text.StartsWith(RegexPrefix, StringComparison.Ordinal))
            {
                return null;
            }

            var sign = Text.AsSpan().IndexOfAny("*?[{\\");
            var plain = sign < 0 ? Text : Text[..sign];
            var end = plain.LastIndexOf('/');
            var isAnywhere = Text.IndexOf('/', StringComparison.Ordinal) is var first && (first < 0 || first == Text.Length - 1);
            return isAnywhere || end < 0 ? "" : plain[..end].TrimStart('/');
        }
    }

    public bool Matches(RepoPath path) => _machine.Matches(path.Bytes);

    /// <summary>For what is no path, such as a title or the name of a branch.</summary>
    public bool Matches(string text) => _machine.Matches(System.Text.Encoding.UTF8.GetBytes(text));

    /// <exception cref="FormatException">The problem in words.</exception>
    public static PathPattern Parse(string text) => TryParse(text, out var pattern, out var problem) ? pattern : throw new FormatException(problem);

    public static bool TryParse(string text, [NotNullWhen(true)] out PathPattern? pattern, out string problem)
    {
        PatternMachine? machine;
        if (text.StartsWith(RegexPrefix, StringComparison.Ordinal))
        {
            machine = RegexReader.Read(text[RegexPrefix.Length..], out problem);
        }
        else
        {
            var reader = new PatternReader(text);
            machine = reader.Read();
            problem = reader.Problem;
        }

        pattern = machine is null ? null : new PathPattern(text, machine);
        return pattern is not null;
    }

    public bool Equals(PathPattern? other) => other is not null && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as PathPattern);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;
}
