// Finds the signs of AI assistance that a commit carries: what somebody declared or a tool wrote, never a guess.
using Countersign.People;

namespace Countersign.Provenance;

/// <summary>
/// Every line of the message is read, with any line ending, indented or in a list. Nothing found means unknown, never human.
/// Source: specs/provenance.md.
/// </summary>
public static class SignalReader
{
    private const string AiderSuffix = " (aider)";
    private static readonly Dictionary<string, AddressSignal> Addresses = SignalsTable.Addresses.ToDictionary(
        signal => signal.Address,
        StringComparer.OrdinalIgnoreCase
    );

    private static readonly ILookup<string, LineSignal> Trailers = SignalsTable
        .Lines.Where(signal => !signal.IsFooter)
        .ToLookup(signal => signal.Key, StringComparer.OrdinalIgnoreCase);

    private static readonly LineSignal[] Footers = [.. SignalsTable.Lines.Where(signal => signal.IsFooter)];

    public static IReadOnlyList<AssistanceFinding> Read(CommitClaim commit, Roster? roster = null)
    {
        var found = new List<AssistanceFinding>();
        Author(commit, roster, found);
        Committer(commit, roster, found);
        var first = true;
        foreach (var line in commit.Message.EnumerateLines())
        {
            var text = MessageLine.Clean(line);
            if (!text.IsEmpty)
            {
                Line(commit, text, first, found);
                first = false;
            }
        }

        return [.. found.Distinct()];
    }

    private static void Author(CommitClaim commit, Roster? roster, List<AssistanceFinding> found)
    {
        var raw = $"{commit.AuthorName} <{commit.AuthorEmail}>";
        if (Known(commit.AuthorEmail, roster) is { } tool)
        {
            found.Add(new AssistanceFinding("author", tool.Name, null, AssistanceClass.Agent, tool.IsDoubtful ? 0 : 2, raw, commit.Source));
        }
        else if (commit.AuthorName.EndsWith(AiderSuffix, StringComparison.OrdinalIgnoreCase))
        {
            found.Add(new AssistanceFinding("author", "Aider", null, AssistanceClass.Agent, 2, raw, commit.Source));
        }
    }

    /// <summary>Only the address counts: a committer's suffix "(aider)" stands on edits that the person made.</summary>
    private static void Committer(CommitClaim commit, Roster? roster, List<AssistanceFinding> found)
    {
        if (
            !string.Equals(commit.CommitterEmail, commit.AuthorEmail, StringComparison.OrdinalIgnoreCase)
            && Known(commit.CommitterEmail, roster) is { } tool
        )
        {
            var raw = $"{commit.CommitterName} <{commit.CommitterEmail}>";
            found.Add(new AssistanceFinding("committer", tool.Name, null, AssistanceClass.Assisted, tool.IsDoubtful ? 0 : 1, raw, commit.Source));
        }
    }

    private static (string Name, bool IsDoubtful)? Known(string address, Roster? roster)
    {
        if (Addresses.TryGetValue(address.Trim(), out var signal))
        {
            return (signal.Tool, signal.IsDoubtful);
        }

        return roster?.FindByEmail(address) is Bot { Kind: BotKind.Agent } bot ? (bot.Id.Value, false) : null;
    }

    private static void Line(CommitClaim commit, ReadOnlySpan<char> text, bool isSubject, List<AssistanceFinding> found)
    {
        if (MessageLine.TryKey(text, out var key, out var value))
        {
            if (key.Equals("co-authored-by", StringComparison.OrdinalIgnoreCase))
            {
                CoAuthors(commit, text, value, found);
                return;
            }

            foreach (var signal in Trailers[key.ToString()])
            {
                if (MessageLine.Passes(signal, value))
                {
                    found.Add(Finding(signal, "trailer", MessageLine.Tool(value), value, text, commit));
                    break;
                }
            }
        }

        var footer = MessageLine.FromFirstLetter(text);
        foreach (var signal in Footers)
        {
            if (MessageLine.BeginsWithWords(footer, signal.Key))
            {
                found.Add(Finding(signal, "footer", null, [], text, commit));
                break;
            }
        }

        if (isSubject && text.StartsWith("aider: ", StringComparison.OrdinalIgnoreCase))
        {
            found.Add(new AssistanceFinding("subject", "Aider", null, AssistanceClass.Assisted, 1, Cut(text), commit.Source));
        }
    }

    private static void CoAuthors(CommitClaim commit, ReadOnlySpan<char> text, ReadOnlySpan<char> value, List<AssistanceFinding> found)
    {
        foreach (var address in MessageLine.Addresses(value))
        {
            if (Addresses.TryGetValue(address, out var signal))
            {
                found.Add(
                    new AssistanceFinding(
                        "co-author",
                        signal.Tool,
                        MessageLine.Model(value),
                        AssistanceClass.Assisted,
                        signal.IsDoubtful ? 0 : 1,
                        Cut(text),
                        commit.Source
                    )
                );
            }
        }
    }

    private static AssistanceFinding Finding(
        LineSignal signal,
        string place,
        string? named,
        ReadOnlySpan<char> value,
        ReadOnlySpan<char> text,
        CommitClaim commit
    ) =>
        new(
            place,
            named is not null && signal.Tool.StartsWith("convention", StringComparison.Ordinal) ? named : signal.Tool,
            MessageLine.Model(value),
            AssistanceClass.Assisted,
            signal.Certainty,
            Cut(text),
            commit.Source
        );

    private static string Cut(ReadOnlySpan<char> text) => text.Length <= 200 ? text.ToString() : string.Concat(text[..197], "...");
}
