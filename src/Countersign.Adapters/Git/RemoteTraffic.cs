// Fetch and push: the two calls that run with the person's own configuration and credentials.
using Countersign.Changes;

namespace Countersign.Adapters.Git;

/// <summary><paramref name="Mark"/> is Git's: space, + - * = ! ; <paramref name="Summary"/> is its words about the ref.</summary>
public sealed record PushedRef(char Mark, string From, string To, string Summary)
{
    public bool Accepted => Mark != '!';
}

/// <summary><paramref name="Messages"/> is what the other side and its hooks said, for people.</summary>
public sealed record PushAnswer(bool Accepted, IReadOnlyList<PushedRef> Refs, string Messages);

public static class RemoteTraffic
{
    /// <exception cref="GitFault">The remote could not be reached, or does not have what was asked for.</exception>
    public static void Fetch(this GitRepository repository, string remote, params IReadOnlyList<string> refspecs) =>
        Expect(repository, ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--end-of-options", remote, .. refspecs]);

    /// <summary>Also forgets, beneath the right side of the refspecs, what the remote no longer has.</summary>
    public static void FetchAndPrune(this GitRepository repository, string remote, params IReadOnlyList<string> refspecs) =>
        Expect(repository, ["fetch", "--quiet", "--prune", "--no-tags", "--no-write-fetch-head", "--end-of-options", remote, .. refspecs]);

    /// <summary>A refused ref is an answer; a remote that cannot be reached is a fault.</summary>
    public static PushAnswer Push(this GitRepository repository, string remote, IReadOnlyList<string> refspecs, bool atomic = false)
    {
        IReadOnlyList<string> options = atomic ? ["--atomic"] : [];
        var answer = repository.Git.Run(Person(repository), ["push", "--porcelain", .. options, "--end-of-options", remote, .. refspecs]);
        var refs = new List<PushedRef>();
        foreach (var line in answer.Text.Split('\n'))
        {
            var words = line.Split('\t');
            if (words is [[var mark], var names, var summary] && names.Split(':') is [var from, var to])
            {
                refs.Add(new PushedRef(mark, from, to, summary));
            }
        }

        return answer.ExitCode == 0 || refs.Exists(static one => !one.Accepted)
            ? new PushAnswer(answer.ExitCode == 0, refs, answer.StandardError)
            : throw Failed(repository, answer.Command, answer.ExitCode, answer.StandardError);
    }

    /// <summary>Full names and ids of the remote's refs that match.</summary>
    public static IReadOnlyList<GitRef> RemoteRefs(this GitRepository repository, string remote, params IReadOnlyList<string> patterns)
    {
        var lines = repository.Git.Run(Person(repository), ["ls-remote", "--quiet", "--end-of-options", remote, .. patterns]).Expect().Lines;
        return
        [
            .. lines
                .Select(static line => line.Split('\t'))
                .Where(static words => words.Length == 2)
                .Select(static words => new GitRef(words[1], ObjectId.Parse(words[0]), null)),
        ];
    }

    private static void Expect(GitRepository repository, string[] arguments)
    {
        var answer = repository.Git.Run(Person(repository), arguments);
        if (answer.ExitCode != 0)
        {
            throw Failed(repository, answer.Command, answer.ExitCode, answer.StandardError);
        }
    }

    /// <summary>A clone of an empty repository does not learn from every Git by which ids that one goes.</summary>
    private static GitFault Failed(GitRepository repository, string command, int code, string errors)
    {
        if (!errors.Contains("mismatched algorithms", StringComparison.Ordinal) && !errors.Contains("hash algorithm", StringComparison.Ordinal))
        {
            return GitFault.Failed(command, code, errors);
        }

        var (ours, theirs) = repository.Format == ObjectFormat.Sha256 ? ("SHA-256", "sha1") : ("SHA-1", "sha256");
        return new GitFault(
            $"this clone names objects by {ours} and its remote does not, so nothing can pass between them; a clone of an empty repository does not always learn that",
            command,
            code,
            errors,
            $"Start it anew: git init --object-format={theirs} DIR, then in it: git remote add origin URL"
        );
    }

    private static GitSurroundings Person(GitRepository repository) =>
        GitSurroundings.Person(repository.WorkTree ?? repository.GitDir, repository.GitDir);
}
