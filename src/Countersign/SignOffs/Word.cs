// The written form of a closed set of names: kebab-case, one word for each name.
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Countersign.SignOffs;

public static class Word
{
    /// <summary>ApproveWithConditions is written approve-with-conditions.</summary>
    public static string Of<TName>(TName name)
        where TName : struct, Enum
    {
        var word = new StringBuilder();
        foreach (var c in name.ToString())
        {
            if (char.IsAsciiLetterUpper(c) && word.Length > 0)
            {
                word.Append('-');
            }

            word.Append(char.ToLowerInvariant(c));
        }

        return word.ToString();
    }

    /// <summary>Reads exactly what <see cref="Of"/> writes; never a number, never another case.</summary>
    public static bool TryParse<TName>([NotNullWhen(true)] string? word, out TName name)
        where TName : struct, Enum
    {
        foreach (var candidate in Enum.GetValues<TName>())
        {
            if (Of(candidate) == word)
            {
                name = candidate;
                return true;
            }
        }

        name = default;
        return false;
    }

    public static string AllOf<TName>()
        where TName : struct, Enum => string.Join(", ", Enum.GetValues<TName>().Select(Of));
}
