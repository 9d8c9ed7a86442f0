// Makes the commit that lands: the clean-room merge, one commit of the same content, or the offered commit itself.
using System.Text;
using Countersign.Adapters.Git;
using Countersign.Changes;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;

namespace Countersign.Cli.Commands.Land;

internal sealed class LandingCommit(OpenChange change, Desk desk)
{
    public ObjectId Make(LandOptions options) =>
        options.Form switch
        {
            LandForm.FastForward => Forward(),
            LandForm.Squash => Write(Squash(options.Message)),
            _ => Write(Merge(options.Message)),
        };

    private ObjectId Forward() =>
        desk.Room.FirstParentChain(change.Target.Tip, change.Head).Match(_ => true, () => false)
            ? change.Head
            : throw new UsageProblem(
                $"{change.Head.Short} does not stand on {VerdictView.Short(change.Target.Ref)}'s tip {change.Target.Tip.Short}; rebase it, or land it by a merge (without --ff)"
            );

    private ObjectId Write(NewCommit commit)
    {
        // The merged tree lies in the clean room until now.
        desk.Room.KeepObjects(desk.Repository);
        using var objects = new GitObjectsWriter(desk.Repository);
        return objects.CommitTree(change.ResultTree, commit).Id;
    }

    /// <summary>Who lands stands in it and becomes no maker: the gate repeats the merge and finds the same tree.</summary>
    private NewCommit Merge(string? message)
    {
        var me = Me();
        return new NewCommit([change.Target.Tip, change.Head], Message(message ?? $"Merge {change.Name}: {Title()}", []), me, me);
    }

    /// <summary>
    /// Whoever made the change stays named, as author, committer or co-author; whoever lands it is in the gate's landing and made
    /// nothing of it.
    /// </summary>
    private NewCommit Squash(string? message)
    {
        var commits = desk.Room.Commits([change.Head], [change.Target.Tip]).Where(commit => !commit.IsMerge).ToList();
        var head = commits.Find(commit => commit.Id == change.Head) ?? (commits.Count > 0 ? commits[0] : desk.Room.ReadCommit(change.Head));
        var others = commits
            .SelectMany(commit => new[] { commit.Author, commit.Committer })
            .Where(other => !Same(other, head.Author) && !Same(other, head.Committer))
            .DistinctBy(other => (other.Name, other.Email.ToLowerInvariant()))
            .Select(other => $"Co-authored-by: {other.Name} <{other.Email}>");
        var trailers = commits.SelectMany(commit => commit.Message.Split('\n')).Where(IsKept).Concat(others).Distinct(StringComparer.Ordinal);
        return new NewCommit([change.Target.Tip], Message(message ?? head.Subject, [.. trailers]), head.Author, head.Committer);
    }

    private string Title() => desk.Room.ReadCommit(change.Head).Subject;

    private string Message(string title, IReadOnlyList<string> trailers)
    {
        var text = new StringBuilder(title.Trim()).Append("\n\n");
        foreach (var trailer in trailers)
        {
            text.Append(trailer).Append('\n');
        }

        if (change.Id is { } id)
        {
            text.Append("Countersign-Change: ").Append(id).Append('\n');
        }

        return text.Append("Countersign-Digest: ").Append(change.Digest).Append('\n').ToString();
    }

    private Identity Me()
    {
        var (name, email) = (desk.Repository.Config("user.name"), desk.Repository.Config("user.email"));
        return name is { Length: > 0 } && email is { Length: > 0 }
            ? new Identity(name, email, desk.Now.ToUnixTimeSeconds())
            : throw new UsageProblem("Git does not know your name here; set it: git config --global user.name 'NAME' and user.email ADDRESS");
    }

    private static bool Same(Identity one, Identity other) =>
        one.Name == other.Name && string.Equals(one.Email, other.Email, StringComparison.OrdinalIgnoreCase);

    /// <summary>Lines that say who or what took part are never lost in a squash.</summary>
    private static bool IsKept(string line)
    {
        string[] kept = ["Co-authored-by:", "Assisted-by:", "Generated-by:", "Signed-off-by:", "Countersign-Series:"];
        return kept.Any(name => line.StartsWith(name, StringComparison.OrdinalIgnoreCase));
    }
}
