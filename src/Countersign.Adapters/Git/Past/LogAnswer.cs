// The answer of one `git log` for a replay: headers, records and line counts, each up to a NUL, until Git says that it was all.
using System.Text;
using Countersign.Changes;

namespace Countersign.Adapters.Git.Past;

/// <summary>Where the answer breaks off, Git's own words are the fault: half an answer never passes for a short one.</summary>
internal sealed class LogAnswer : IDisposable
{
    public const string Command = "git log";
    private const int LongestPiece = 8 << 20;
    private readonly GitProcess _process;
    private readonly ByteReader _reader;

    /// <param name="input">Commits to read from, and paths behind "--"; a line each.</param>
    public LogAnswer(CleanRoom room, IEnumerable<string> arguments, byte[] input)
    {
        _process = room.Git.Start(
            room.Surroundings,
            ["log", .. arguments, "-z", "--no-mailmap", "--no-color", "--no-ext-diff", "--no-textconv", StepHeader.Format, "--stdin"]
        );
        _process.Arm();
        _process.Feed(input);
        _reader = new ByteReader(_process.Output, Command, LongestPiece);
    }

    public LogAnswer(CleanRoom room, IEnumerable<string> arguments, ObjectId tip, ObjectId? after)
        : this(room, arguments, Encoding.ASCII.GetBytes($"{tip.Hex}\n{(after is { } known ? $"^{known.Hex}\n" : "")}")) { }

    /// <summary>A copy, for a span does not live across a yield. False once everything was read and Git ended well.</summary>
    public bool Next(out byte[] piece)
    {
        _process.Arm();
        try
        {
            if (_reader.TryReadTo(0, out var bytes))
            {
                piece = bytes.TrimStart((byte)'\n').ToArray();
                return true;
            }
        }
        catch (GitFault unreadable)
        {
            throw Told(unreadable);
        }

        _process.Expect();
        piece = [];
        return false;
    }

    /// <param name="first">The piece that the header begins with.</param>
    public StepHeader Header(byte[] first)
    {
        try
        {
            return StepHeader.Read(first, _reader, Command);
        }
        catch (GitFault unreadable)
        {
            throw Told(unreadable);
        }
    }

    public RepoPath Path()
    {
        try
        {
            return RepoPath.FromBytes(_reader.ReadTo(0));
        }
        catch (GitFault unreadable)
        {
            throw Told(unreadable);
        }
    }

    public void Dispose() => _process.Dispose();

    private GitFault Told(GitFault unreadable) => _process.Failure() ?? unreadable;
}
