// Large branches made in one go, for claims about what a check costs.
using System.Text;

namespace Countersign.Cli.Tests.Given;

public sealed partial class GivenGate
{
    /// <summary>A branch from main by jun: this many commits, which bring this many new pages between them.</summary>
    public void Grow(string branch, int files, int commits, string folder = "pages/help")
    {
        const string Self = "Jun <jun@harbour.example>";
        var clone = Clone("jun");
        var blob = Blob(clone, "a page\n"u8.ToArray());
        var stream = new StringBuilder();
        for (var i = 0; i < commits; i++)
        {
            stream.Append(
                $"commit refs/heads/{branch}\nauthor {Self} {1_700_000_000 + i} +0000\ncommitter {Self} {1_700_000_000 + i} +0000\ndata 5\npages\n"
            );
            if (i == 0)
            {
                stream.Append($"from {Tip()}\n");
            }

            for (var j = i; j < files; j += commits)
            {
                stream.Append($"M 100644 {blob} {folder}/{branch}/{j % 100}/{j}.md\n");
            }
        }

        var file = Path_($"import-{branch}");
        File.WriteAllText(file, stream.ToString());
        Try(clone, "sh", "-c", "git fast-import --quiet < \"$1\"", "sh", file).Code.ShouldBe(0);
    }
}
