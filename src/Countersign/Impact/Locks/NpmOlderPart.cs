// The part of a package-lock.json of version 2 that older npm reads: the same packages once more, as a tree.
using Countersign.Documents;

namespace Countersign.Impact.Locks;

/// <summary>Whoever installs with npm 6 gets what stands here, so a difference here is one of the package.</summary>
internal static class NpmOlderPart
{
    /// <summary>What it says of each, by the key that the package has in the newer part.</summary>
    public static Dictionary<string, string> Read(Node.Mapping? dependencies)
    {
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        var open = new Stack<(string Folder, Node.Mapping Dependencies)>();
        if (dependencies is not null)
        {
            open.Push(("", dependencies));
        }

        while (open.TryPop(out var next))
        {
            foreach (var (name, value, _) in next.Dependencies.Entries)
            {
                var key = $"{next.Folder}node_modules/{name}";
                var inner = (value as Node.Mapping)?["dependencies"] as Node.Mapping;
                said[key] = LockGraph.PrintOf(
                    value is Node.Mapping package && inner is not null
                        ? new Node.Mapping([.. package.Entries.Where(entry => entry.Key != "dependencies")], 0)
                        : value
                );
                if (inner is not null)
                {
                    open.Push(($"{key}/", inner));
                }
            }
        }

        return said;
    }
}
