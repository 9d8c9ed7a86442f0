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

    /// <param name="signals">The built-in table where none is given.</param>
    public static IReadOnlyList<AssistanceFinding> Read(CommitClaim commit, Roster? roster = null, SignalSet? signals = null)
    {
        signals ??= SignalSet.BuiltIn;
        var found = new List<AssistanceFinding>();
        Author(commit, roster, signals, found);
        Committer(commit, roster, signals, found);
        var first = true;
        var lines = commit.Message.EnumerateLines();
        while (lines.MoveNext())
        {
            var text = MessageLine.Clean(lines.Current);
            if (!text.IsEmpty)
            {
                if (!Trailer(commit, MessageLine.Unfold(text, lines), signals, found))
                {
                    Line(commit, text, first, signals, found);
                }

                first = false;
            }
        }

        return [.. found.Distinct()];
    }

    /// <summary>What a branch, an account or a label says of a change as a whole: a hint, which counts for nothing.</summary>
    public static AssistanceFinding? Hint(HintPlace place, string text, string source, SignalSet signals) =>
        signals.Hint(place, text) is { } hint
            ? new AssistanceFinding(place.ToString().ToLowerInvariant(), hint.Tool, null, AssistanceClass.Assisted, 0, Cut(text), source)
            : null;

    private static void Author(CommitClaim commit, Roster? roster, SignalSet signals, List<AssistanceFinding> found)
    {
        var raw = $"{commit.AuthorName} <{commit.AuthorEmail}>";
        if (Known(commit.AuthorEmail, roster, signals) is { } tool)
        {
            found.Add(new AssistanceFinding("author", tool.Name, null, tool.Class, tool.IsDoubtful ? 0 : 2, raw, commit.Source));
        }
        else if (commit.AuthorName.EndsWith(AiderSuffix, StringComparison.OrdinalIgnoreCase))
        {
            found.Add(new AssistanceFinding("author", "Aider", null, AssistanceClass.Agent, 2, raw, commit.Source));
        }
    }

    /// <summary>Only the address counts: a committer's suffix "(aider)" stands on edits that the person made.</summary>
    private static void Committer(CommitClaim commit, Roster? roster, SignalSet signals, List<AssistanceFinding> found)
    {
        if (
            !string.Equals(commit.CommitterEmail, commit.AuthorEmail, StringComparison.OrdinalIgnoreCase)
            && Known(commit.CommitterEmail, roster, signals) is { } tool
        )
        {
            var raw = $"{commit.CommitterName} <{commit.CommitterEmail}>";
            found.Add(new AssistanceFinding("committer", tool.Name, null, Beside(tool.Class), tool.IsDoubtful ? 0 : 1, raw, commit.Source));
        }
    }

    private static (string Name, AssistanceClass Class, bool IsDoubtful)? Known(string address, Roster? roster, SignalSet signals)
    {
        if (signals.Find(address) is { } signal)
        {
            return (signal.Tool, signal.Class, signal.IsDoubtful);
        }

        return roster?.FindByEmail(address) is Bot { Kind: BotKind.Agent } bot ? (bot.Id.Value, AssistanceClass.Agent, false) : null;
    }

    /// <summary>Only an author is an agent that worked alone; beside a person it assisted.</summary>
    private static AssistanceClass Beside(AssistanceClass alone) => alone == AssistanceClass.Agent ? AssistanceClass.Assisted : alone;

    /// <summary>True where nothing else is to be read in the line.</summary>
    private static bool Trailer(CommitClaim commit, ReadOnlySpan<char> text, SignalSet signals, List<AssistanceFinding> found)
    {
        if (!MessageLine.TryKey(text, out var key, out var value))
        {
            return false;
        }

        if (key.Equals("co-authored-by", StringComparison.OrdinalIgnoreCase))
        {
            CoAuthors(commit, text, value, signals, found);
            return true;
        }

        foreach (var signal in signals.Trailers(key.ToString()))
        {
            if (MessageLine.Passes(signal, value))
            {
                found.Add(Finding(signal, "trailer", MessageLine.Tool(value), value, text, commit));
                break;
            }
        }

        return false;
    }

    private static void Line(CommitClaim commit, ReadOnlySpan<char> text, bool isSubject, SignalSet signals, List<AssistanceFinding> found)
    {
        var footer = MessageLine.FromFirstLetter(text);
        foreach (var signal in signals.Footers)
        {
            if (MessageLine.BeginsWithWords(footer, signal.Key))
            {
                found.Add(Finding(signal, "footer", null, [], text, commit));
                break;
            }
        }

        if (isSubject && MergedBranch(text) is { } branch && Hint(HintPlace.Branch, branch, commit.Source, signals) is { } hint)
        {
            found.Add(hint);
        }

        if (isSubject && text.StartsWith("aider: ", StringComparison.OrdinalIgnoreCase))
        {
            found.Add(new AssistanceFinding("subject", "Aider", null, AssistanceClass.Assisted, 1, Cut(text), commit.Source));
        }
    }

    /// <summary>Null where it names none.</summary>
    private static string? MergedBranch(ReadOnlySpan<char> subject)
    {
        foreach (var (opening, before) in SignalsTable.MergeSubjects)
        {
            if (subject.StartsWith(opening, StringComparison.Ordinal) && subject.IndexOf(before, StringComparison.Ordinal) is var at and >= 0)
            {
                var name = subject[(at + before.Length)..];
                var end = name.IndexOfAny('\'', ' ');
                return (end < 0 ? name : name[..end]).ToString() is { Length: > 0 } branch ? branch : null;
            }
        }

        return null;
    }

    private static void CoAuthors(
        CommitClaim commit,
        ReadOnlySpan<char> text,
        ReadOnlySpan<char> value,
        SignalSet signals,
        List<AssistanceFinding> found
    )
    {
        foreach (var address in MessageLine.Addresses(value))
        {
            if (signals.Find(address) is { } signal)
            {
                found.Add(
                    new AssistanceFinding(
                        "co-author",
                        signal.Tool,
                        MessageLine.Model(value),
                        Beside(signal.Class),
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
            signal.Class,
            signal.Certainty,
            Cut(text),
            commit.Source
        );

    private static string Cut(ReadOnlySpan<char> text) => text.Length <= 200 ? text.ToString() : string.Concat(text[..197], "...");
}
