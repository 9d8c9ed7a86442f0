// What becomes of somebody else's file: a policy in our words, and everything that a reader of it must know.
using Countersign.Documents;
using Countersign.People;

namespace Countersign.Policies.Imports;

public enum ImportNoteKind
{
    /// <summary>It means here what it meant there.</summary>
    AsItIs,

    /// <summary>It asks for more here than there, on purpose.</summary>
    Safer,

    /// <summary>We have no words for it, so that what depends on it is held or refused.</summary>
    NotExpressed,

    /// <summary>It changes nothing here.</summary>
    NoEffect,
}

/// <param name="Line">1-based line of the source, 0 where it has none.</param>
public sealed record ImportNote(ImportNoteKind Kind, string File, int Line, string Text);

/// <summary>Somebody the roster has to know for the policy to work; a level is never guessed.</summary>
/// <param name="Is">person or team.</param>
/// <param name="Name">Under which the policy names it.</param>
/// <param name="Source">What the source calls it.</param>
public sealed record ImportNeed(string Is, string Name, string Source, bool IsKnown);

public sealed record ImportedRule(IReadOnlyList<string> Comments, Node.Mapping Node);

/// <summary>What only the one who imports can say.</summary>
/// <param name="Owner">Signs every version of the policy.</param>
/// <param name="Levels">Lowest first.</param>
/// <param name="Repository">owner/name at the forge, for files that ask which repository this is; null where nobody said.</param>
/// <param name="Forge">Kind of the accounts that the file names: github or gitlab.</param>
public sealed record ImportOptions(
    PersonId Owner,
    IReadOnlyList<LevelName> Levels,
    DateOnly ReviewBy,
    Roster Roster,
    string? Repository = null,
    string Forge = "github"
);

public sealed record ImportedPolicy(
    IReadOnlyList<string> Head,
    Node.Mapping Document,
    IReadOnlyList<ImportedRule> Rules,
    IReadOnlyList<ImportNote> Notes,
    IReadOnlyList<ImportNeed> Needs
)
{
    /// <summary>The file to propose; YAML.</summary>
    public string Text => PolicyText.Write(this);
}
