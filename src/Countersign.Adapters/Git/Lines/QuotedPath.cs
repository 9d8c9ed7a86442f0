// Reads a path as Git writes it in texts for people: plain, or quoted with escapes.
using Countersign.Changes;

namespace Countersign.Adapters.Git.Lines;

internal static class QuotedPath
{
    /// <summary>Git writes odd names in double quotes, with C escapes.</summary>
    public static RepoPath Read(ReadOnlySpan<byte> name)
    {
        if (name is not [(byte)'"', .., (byte)'"'])
        {
            return RepoPath.FromBytes(name);
        }

        var plain = new List<byte>(name.Length);
        for (var at = 1; at < name.Length - 1; at++)
        {
            if (name[at] != (byte)'\\')
            {
                plain.Add(name[at]);
                continue;
            }

            var escape = (char)name[++at];
            if (escape is >= '0' and <= '3' && at + 2 < name.Length - 1)
            {
                plain.Add((byte)(((name[at] - '0') << 6) | ((name[at + 1] - '0') << 3) | (name[at + 2] - '0')));
                at += 2;
            }
            else
            {
                plain.Add(
                    (byte)(
                        escape switch
                        {
                            'n' => '\n',
                            't' => '\t',
                            'r' => '\r',
                            'a' => '\a',
                            'b' => '\b',
                            'f' => '\f',
                            'v' => '\v',
                            _ => escape,
                        }
                    )
                );
            }
        }

        return RepoPath.FromBytes(plain.ToArray());
    }
}
