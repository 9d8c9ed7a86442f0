// Which names lines of any language seem to introduce, and which they mention: by rule, without knowing the language.
using System.Collections.Frozen;

namespace Countersign.Splitting;

/// <summary>
/// A heuristic that only orders parts. A name counts as introduced after a word such as class or def, before "(" after another word,
/// or at the start of a line before "=" or ":". It knows no scopes, no strings and no comments.
/// </summary>
public static class Names
{
    public const int Shortest = 4;
    private const int LongestLine = 2_000;

    private static readonly FrozenSet<string> s_introducing = FrozenSet.ToFrozenSet(
        [
            "class",
            "interface",
            "struct",
            "record",
            "enum",
            "def",
            "func",
            "function",
            "fn",
            "fun",
            "type",
            "trait",
            "const",
            "let",
            "var",
            "val",
            "module",
            "namespace",
            "package",
            "object",
            "protocol",
            "defmodule",
            "sub",
            "table",
            "typedef",
            "union",
            "define",
            "macro",
            "resource",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    private static readonly FrozenSet<string> s_calling = FrozenSet.ToFrozenSet(
        [
            "return",
            "new",
            "await",
            "throw",
            "else",
            "in",
            "not",
            "and",
            "or",
            "case",
            "yield",
            "if",
            "while",
            "until",
            "is",
            "as",
            "do",
            "from",
            "import",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Names of at least four letters; what is introduced is mentioned as well.</summary>
    public static (HashSet<string> Introduced, HashSet<string> Mentioned) In(IEnumerable<string> lines)
    {
        var introduced = new HashSet<string>(StringComparer.Ordinal);
        var mentioned = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (line.Length <= LongestLine)
            {
                Read(line, introduced, mentioned);
            }
        }

        return (introduced, mentioned);
    }

    private static void Read(string line, HashSet<string> introduced, HashSet<string> mentioned)
    {
        ReadOnlySpan<char> before = default;
        var isFirst = true;
        var at = 0;
        while (at < line.Length)
        {
            if (!IsLetter(line[at]))
            {
                if (!char.IsWhiteSpace(line[at]))
                {
                    before = line.AsSpan(at, 1);
                    isFirst = false;
                }

                at++;
                continue;
            }

            var start = at;
            while (at < line.Length && IsLetter(line[at]))
            {
                at++;
            }

            var word = line.AsSpan(start, at - start);
            if (word.Length >= Shortest && !char.IsAsciiDigit(word[0]))
            {
                var name = word.ToString();
                mentioned.Add(name);
                if (!Is(s_introducing, word) && Introduces(before, isFirst, line.AsSpan(at).TrimStart()))
                {
                    introduced.Add(name);
                }
            }

            before = word;
            isFirst = false;
        }
    }

    private static bool Introduces(ReadOnlySpan<char> before, bool isFirst, ReadOnlySpan<char> after) =>
        Is(s_introducing, before)
        || (isFirst && after is ['=' or ':', ..] && after is not (['=', '=', ..] or [':', ':', ..]))
        || (after is ['(', ..] && before is [var last, ..] && IsLetter(last) && !Is(s_calling, before));

    private static bool Is(FrozenSet<string> words, ReadOnlySpan<char> word) => words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    /// <summary>Bytes of other scripts count as letters, so that their names stay whole.</summary>
    private static bool IsLetter(char letter) => char.IsAsciiLetterOrDigit(letter) || letter == '_' || letter >= '\u0080';
}
