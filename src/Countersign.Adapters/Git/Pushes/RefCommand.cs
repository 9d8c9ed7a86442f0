// One line of a push: which ref, from where, to where; and the rules about names that hold whatever the policy says.
using Countersign.Changes;

namespace Countersign.Adapters.Git.Pushes;

/// <summary>As receive-pack hands it to pre-receive; a zero side means the ref is made or deleted.</summary>
public sealed record RefCommand(string Ref, ObjectId Old, ObjectId New)
{
    private static readonly string[] s_places = ["refs/", "refs/heads/", "refs/tags/", "refs/remotes/"];
    public bool Creates => Old.IsZero;

    public bool Deletes => New.IsZero;

    public static bool TryParse(string line, out RefCommand? command)
    {
        var words = line.Split(' ', 3);
        command =
            words.Length == 3 && ObjectId.TryParse(words[0], out var old) && ObjectId.TryParse(words[1], out var @new) && words[2].Length > 0
                ? new RefCommand(words[2], old, @new)
                : null;
        return command is not null;
    }

    /// <summary>Why this name is refused to everyone; null where it is not.</summary>
    /// <param name="guarded">Full names of the guarded refs that exist or are named without a pattern.</param>
    /// <param name="patterns">Whatever is guarded; a name that a pattern covers but for case is refused too.</param>
    public string? NameProblem(IReadOnlyCollection<string> guarded, IReadOnlyList<GuardedRef> patterns)
    {
        if (Ref.StartsWith("refs/replace/", StringComparison.OrdinalIgnoreCase))
        {
            return "replacement objects can make a verified commit look like another one, so they are not accepted";
        }

        if (string.Equals(Ref, "refs/heads/HEAD", StringComparison.OrdinalIgnoreCase) || string.Equals(Ref, "HEAD", StringComparison.Ordinal))
        {
            return "a branch named HEAD is mistaken for the current one, so it is not accepted";
        }

        if (Ref.StartsWith("refs/countersign/", StringComparison.OrdinalIgnoreCase) && Ref != Git.Records.RecordRefs.Records)
        {
            return "only the gate writes here; records go to refs/countersign/records";
        }

        if (Deletes || guarded.Contains(Ref))
        {
            // Whoever finds such a twin left from before may take it away.
            return null;
        }

        if (patterns.FirstOrDefault(pattern => !pattern.IsPlain && !pattern.Covers(Ref) && pattern.CoversButForCase(Ref)) is { } like)
        {
            return $"the name differs from the guarded {like.Pattern} only in case";
        }

        return guarded.FirstOrDefault(name => name != Ref && string.Equals(name, Ref, StringComparison.OrdinalIgnoreCase)) is { } twin
                ? $"the name differs from the guarded {twin} only in case"
            : guarded.FirstOrDefault(name => Confuses(Ref, name)) is { } meant
                ? $"Git could not tell this name from the guarded {meant} any more, for anybody who pushes there"
            : null;
    }

    /// <summary>Git looks a short name up in several places: with a tag main or a branch refs/heads/main beside it, main is ambiguous.</summary>
    private static bool Confuses(string reference, string guarded)
    {
        var afterKind = guarded.IndexOf('/', "refs/".Length) + 1;
        string[] spellings = [guarded, guarded["refs/".Length..], guarded[afterKind..]];
        return s_places.Any(place =>
            reference.StartsWith(place, StringComparison.Ordinal) && spellings.Contains(reference[place.Length..], StringComparer.OrdinalIgnoreCase)
        );
    }
}
