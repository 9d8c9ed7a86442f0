// Whatever Git's answers look like, reading them ends with a value or a fault, never with a crash.
using System.Text;
using Countersign.Adapters.Git;
using Countersign.Changes;

namespace Countersign.Adapters.Tests.Git;

public sealed class HostileAnswerTests
{
    private static readonly int s_count = Environment.GetEnvironmentVariable("COUNTERSIGN_LONG") == "1" ? 200_000 : 10_000;
    private static readonly string s_a = new('a', 40);
    private static readonly string s_zero = new('0', 40);

    [Fact]
    public void Raw_differences() =>
        Storm(
            $":100644 000000 {s_a} {s_zero} D\0f\0:000000 100644 {s_zero} {s_a} A\0f/b\0:120000 100644 {s_a} {s_a} T\0s\0{"0\t1\tf\0"}1\t0\tf/b\0-\t-\ts\0",
            bytes => RawDiff.Read(new MemoryStream(bytes), ObjectFormat.Sha1)
        );

    [Fact]
    public void Trees() =>
        Storm(
            "100644 a\0aaaaaaaaaaaaaaaaaaaa40000 b\0bbbbbbbbbbbbbbbbbbbb160000 c\0cccccccccccccccccccc",
            bytes => TreeObject.Read(bytes, ObjectFormat.Sha1)
        );

    [Fact]
    public void Merges() =>
        Storm($"{s_a}\0100644 {s_a} 1\ta\0100644 {s_a} 2\tb\0\0", bytes => CleanRoom.ReadMerge(new GitAnswer("git merge-tree", 1, bytes, "")));

    [Fact]
    public void Objects() =>
        Storm(
            $"{s_a} blob 11\nhello\nworld\n{s_a} missing\n",
            bytes =>
            {
                var reader = new ByteReader(new MemoryStream(bytes), "git cat-file");
                ObjectReader.Answer(reader, ObjectId.Parse(s_a), (_, _, _, _) => { }, null);
                ObjectReader.Answer(reader, ObjectId.Parse(s_a), (_, _, _, _) => { }, _ => { });
            }
        );

    [Fact]
    public void A_name_twice_in_a_tree_is_a_fault()
    {
        var id = new byte[20];
        byte[] tree = [.. "100644 a\0"u8, .. id, .. "100755 a\0"u8, .. id];
        Should.Throw<GitFault>(() => TreeObject.Read(tree, ObjectFormat.Sha1)).Message.ShouldContain("twice");
    }

    [Fact]
    public void A_program_that_is_not_there_or_never_answers_is_a_fault()
    {
        Should.Throw<GitFault>(() => new GitProgram("no-such-git").Version).Remedy.ShouldNotBeNull();
        var git = new GitProgram(patience: TimeSpan.FromMilliseconds(300));
        using var process = git.Start(GitSurroundings.Person(Path.GetTempPath()), ["-c", "alias.wait=!sleep 60", "wait"]);
        process.Arm();
        process.Output.ReadByte().ShouldBe(-1);
        Should.Throw<GitFault>(() => process.Finish()).Message.ShouldContain("no answer");
    }

    [Fact]
    public void Much_input_and_much_output_at_once_do_not_block()
    {
        var git = new GitProgram();
        var bytes = new byte[8 << 20];
        Array.Fill(bytes, (byte)'x');
        git.Run(GitSurroundings.Person(Path.GetTempPath()), ["-c", "alias.echo=!cat", "echo"], bytes).Expect().Output.Length.ShouldBe(bytes.Length);
    }

    private static void Storm(string good, Action<byte[]> read)
    {
        var random = new Random(5);
        var start = Encoding.Latin1.GetBytes(good);
        Should.NotThrow(() => read(start));
        var faults = 0;
        for (var i = 0; i < s_count; i++)
        {
            var bytes = start.ToList();
            for (var times = random.Next(1, 4); times > 0; times--)
            {
                var at = random.Next(bytes.Count);
                switch (random.Next(4))
                {
                    case 0:
                        bytes[at] = (byte)random.Next(256);
                        break;
                    case 1 when bytes.Count > 10:
                        bytes.RemoveRange(at, Math.Min(random.Next(1, 9), bytes.Count - at));
                        break;
                    case 2:
                        bytes.InsertRange(at, bytes.Take(random.Next(50)).ToArray());
                        break;
                    default:
                        bytes.Insert(at, "\0\t\n :-9"u8[random.Next(7)]);
                        break;
                }
            }

            try
            {
                read([.. bytes]);
            }
            catch (GitFault)
            {
                faults++;
            }
        }

        faults.ShouldBeGreaterThan(0);
    }
}
