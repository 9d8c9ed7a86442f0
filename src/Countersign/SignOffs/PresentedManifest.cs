// What was on the screen when somebody signed, as one digest.
using System.Text;
using Countersign.Changes;
using Countersign.Signatures;

namespace Countersign.SignOffs;

public enum Shown
{
    Full,
    Folded,
    NotShown,
}

/// <summary>One changed path as it was shown; a side that does not exist is the zero id.</summary>
public sealed record PresentedFile(RepoPath Path, Shown Shown, ObjectId OldBlob, ObjectId NewBlob);

public static class PresentedManifest
{
    /// <summary>
    /// <c>full|folded|not-shown SP oldBlob SP newBlob SP path NUL</c> for each path in byte order, the path as its own bytes.
    /// Source: specs/sign-off-statement.md.
    /// </summary>
    /// <exception cref="ArgumentException">A path stands there twice.</exception>
    public static byte[] Bytes(IEnumerable<PresentedFile> files)
    {
        var manifest = new List<byte>();
        RepoPath? last = null;
        foreach (var file in files.OrderBy(file => file.Path))
        {
            if (file.Path == last)
            {
                throw new ArgumentException($"'{file.Path}' is presented twice", nameof(files));
            }

            last = file.Path;
            manifest.AddRange(Encoding.ASCII.GetBytes($"{Word.Of(file.Shown)} {file.OldBlob} {file.NewBlob} "));
            manifest.AddRange(file.Path.ToBytes());
            manifest.Add(0);
        }

        return [.. manifest];
    }

    public static Digest Of(IEnumerable<PresentedFile> files) => Digest.Of(Bytes(files));
}
