// Where one line of a file comes from: the commit that wrote it, and the place it had there.
using Countersign.Changes;

namespace Countersign.Adapters.Git.Lines;

/// <summary>Line numbers count from 1. <paramref name="Path"/> and <paramref name="Line"/> are the place in <paramref name="Commit"/>.</summary>
/// <param name="Text">The line as it stands now, without its line break; bytes that are not UTF-8 are replaced.</param>
public sealed record LineOrigin(ObjectId Commit, RepoPath Path, int Line, string Text);
