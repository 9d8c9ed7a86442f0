// What a commit says about who made it, as plain text: all that the reader of signs needs.
namespace Countersign.Provenance;

/// <summary><paramref name="Source"/> names the commit in findings; <paramref name="Message"/> has any line endings.</summary>
public sealed record CommitClaim(string Source, string AuthorName, string AuthorEmail, string CommitterName, string CommitterEmail, string Message);
