// One long-lived cat-file that answers for any number of objects, in pieces that fit in memory.
using System.Globalization;
using System.Text;
using Countersign.Changes;

namespace Countersign.Adapters.Git;

public enum ObjectKind
{
    Blob,
    Tree,
    Commit,
    Tag,
}

/// <summary>The first bytes of an object, and how many it has.</summary>
public sealed record ObjectContent(ObjectKind Kind, long Size, byte[] Bytes)
{
    /// <summary>True where it is longer than what was asked for.</summary>
    public bool IsCut => Bytes.LongLength < Size;
}

/// <summary>Takes one object's content; called with every piece in turn, then with an empty one at its end.</summary>
internal delegate void TakePiece(ObjectId id, ObjectKind kind, long size, ReadOnlySpan<byte> piece);

internal sealed class ObjectReader(GitProgram git, GitSurroundings surroundings) : IDisposable
{
    /// <summary>Small enough that a whole round of questions fits in the smallest pipe, so nobody waits for nobody.</summary>
    private const int Round = 48;

    private GitProcess? _process;
    private ByteReader? _answers;

    /// <summary>Asks for each object in turn. An object that is not there is a fault unless <paramref name="missing"/> takes it.</summary>
    public void Each(IEnumerable<ObjectId> ids, TakePiece take, Action<ObjectId>? missing = null)
    {
        foreach (var round in ids.Chunk(Round))
        {
            var (process, answers) = Open();
            try
            {
                process.Arm();
                Ask(process, round);
                foreach (var id in round)
                {
                    Answer(answers, id, take, missing);
                    process.Arm();
                }

                process.Disarm();
            }
            catch (Exception problem)
            {
                // Where one answer was not taken whole, the next would be read as something else: start afresh.
                var told = Explain(process, problem);
                Close();
                if (!ReferenceEquals(told, problem))
                {
                    throw told;
                }

                throw;
            }
        }
    }

    /// <summary>Null where there is no such object; at most <paramref name="most"/> bytes of it are kept.</summary>
    public ObjectContent? Read(ObjectId id, long most)
    {
        ObjectContent? content = null;
        using var kept = new MemoryStream();
        Each(
            [id],
            (_, kind, size, piece) =>
            {
                var room = most - kept.Length;
                kept.Write(piece.Length <= room ? piece : piece[..(int)room]);
                if (piece.IsEmpty)
                {
                    content = new ObjectContent(kind, size, kept.ToArray());
                }
            },
            _ => { }
        );
        return content;
    }

    /// <exception cref="GitFault">Not there, of another kind, or larger than the limit.</exception>
    public byte[] ReadWhole(ObjectId id, ObjectKind kind, long most = 64L << 20)
    {
        var content = Read(id, most) ?? throw Missing(id);
        if (content.Kind != kind)
        {
            throw new GitFault($"object {id} is a {Name(content.Kind)}, not a {Name(kind)}", "git cat-file");
        }

        return content.IsCut
            ? throw new GitFault($"object {id} has {content.Size} bytes, more than the {most} that are read", "git cat-file")
            : content.Bytes;
    }

    public void Dispose() => Close();

    internal static GitFault Missing(ObjectId id) =>
        new($"object {id} is missing from the repository", "git cat-file", remedy: GitFault.MissingRemedy);

    /// <summary>Header lines: id SP kind SP size, or id SP "missing".</summary>
    internal static void Answer(ByteReader answers, ObjectId id, TakePiece take, Action<ObjectId>? missing)
    {
        const string Command = "git cat-file";
        var header = Encoding.UTF8.GetString(answers.ReadTo((byte)'\n'));
        var words = header.Split(' ');
        if (words.Length == 2 && words[0] == id.Hex && words[1] == "missing")
        {
            (missing ?? (static gone => throw Missing(gone)))(id);
            return;
        }

        if (
            words.Length != 3
            || words[0] != id.Hex
            || Kind(words[1]) is not { } kind
            || !long.TryParse(words[2], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
        )
        {
            throw GitFault.Unreadable(Command, $"'{VisibleText.Of(header)}' is no header for object {id}");
        }

        for (var left = size; left > 0; )
        {
            var piece = answers.ReadSome(left);
            left -= piece.Length;
            take(id, kind, size, piece);
        }

        if (answers.ReadSome(1)[0] != (byte)'\n')
        {
            throw GitFault.Unreadable(Command, $"object {id} does not end where it should");
        }

        take(id, kind, size, []);
    }

    private static ObjectKind? Kind(string name) =>
        name switch
        {
            "blob" => ObjectKind.Blob,
            "tree" => ObjectKind.Tree,
            "commit" => ObjectKind.Commit,
            "tag" => ObjectKind.Tag,
            _ => null,
        };

    private static string Name(ObjectKind kind) => kind.ToString().ToLowerInvariant();

    private static void Ask(GitProcess process, ObjectId[] round)
    {
        var text = new StringBuilder();
        foreach (var id in round)
        {
            text.Append("contents ").Append(id.Hex).Append('\n');
        }

        process.Input.Write(Encoding.ASCII.GetBytes(text.Append("flush\n").ToString()));
        process.Input.Flush();
    }

    private (GitProcess Process, ByteReader Answers) Open()
    {
        _process ??= git.Start(surroundings, ["cat-file", "--batch-command", "--buffer"]);
        _answers ??= new ByteReader(_process.Output, "git cat-file");
        return (_process, _answers);
    }

    /// <summary>An answer that broke off means that Git ended: its own words say more than ours.</summary>
    private static Exception Explain(GitProcess process, Exception problem)
    {
        if (problem is not (IOException or GitFault { ExitCode: null }))
        {
            return problem;
        }

        return process.Failure() ?? (problem is IOException ? new GitFault($"git cat-file: {problem.Message}", "git cat-file") : problem);
    }

    private void Close()
    {
        _process?.Dispose();
        (_process, _answers) = (null, null);
    }
}
