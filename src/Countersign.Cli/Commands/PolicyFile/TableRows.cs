// Joins rows of a policy's table that ask for the same, so that two hundred rows become one screen.
using Countersign.Gating;

namespace Countersign.Cli.Commands.PolicyFile;

/// <summary>Rows that differ in nothing but the columns joined; each list is in the table's order.</summary>
internal sealed record TableRows(
    IReadOnlyList<string> Levels,
    IReadOnlyList<string> Provenances,
    IReadOnlyList<string> Reaches,
    IReadOnlyList<string> Reversibilities,
    IReadOnlyList<string> Asks,
    IReadOnlyList<string> Lost
)
{
    public static IReadOnlyList<TableRows> Joined(IReadOnlyList<PolicyTableRow> rows)
    {
        var joined = rows.Select(row => new TableRows(
                [row.Level.Value],
                [row.Provenance.ToString().ToLowerInvariant()],
                [row.Reach?.ToString().ToLowerInvariant() ?? "nothing"],
                [row.Reversibility],
                row.Asks,
                row.LostWhenDeclaredNone
            ))
            .ToList();
        joined = Join(joined, row => row.Reversibilities, (row, all) => row with { Reversibilities = all });
        joined = Join(joined, row => row.Levels, (row, all) => row with { Levels = all });
        joined = Join(joined, row => row.Provenances, (row, all) => row with { Provenances = all });
        return Join(joined, row => row.Reaches, (row, all) => row with { Reaches = all });
    }

    /// <summary>One column of rows that are equal in all others.</summary>
    private static List<TableRows> Join(
        List<TableRows> rows,
        Func<TableRows, IReadOnlyList<string>> column,
        Func<TableRows, IReadOnlyList<string>, TableRows> with
    )
    {
        return
        [
            .. rows.GroupBy(row => Key(with(row, [])), StringComparer.Ordinal)
                .Select(group => with(group.First(), [.. group.SelectMany(column).Distinct(StringComparer.Ordinal)])),
        ];
    }

    private static string Key(TableRows row) =>
        string.Join(
            '\u001e',
            new[] { row.Levels, row.Provenances, row.Reaches, row.Reversibilities, row.Asks, row.Lost }.Select(list => string.Join('\u001f', list))
        );
}
