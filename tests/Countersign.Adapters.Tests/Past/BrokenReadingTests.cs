// Claims about a history that breaks off while it is read: a git that dies, an object that is gone, a disk that is full.
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Past;
using Countersign.Adapters.Tests.Given;
using Countersign.Changes;
using Countersign.Provenance;

namespace Countersign.Adapters.Tests.Past;

public sealed class BrokenReadingTests : IDisposable
{
    private readonly GivenRepository _given = GivenRepository.Create();
    private readonly string _beside = Directory.CreateTempSubdirectory("countersign-broken-").FullName;

    public BrokenReadingTests()
    {
        for (var i = 0; i < 3; i++)
        {
            _given.Write("a.cs", $"{i}\n").Write($"b{i}.cs", "x\n").Commit($"change {i}");
        }
    }

    public void Dispose()
    {
        _given.Dispose();
        Directory.Delete(_beside, recursive: true);
    }

    [Fact]
    public void A_git_that_dies_anywhere_is_a_fault_and_spoils_no_cache()
    {
        var whole = Read(new GitProgram());
        var dying = Dying(out var cutFile, out var length);
        length.ShouldBeInRange(300, 3_000);
        for (var cut = 0; cut < length; cut += 13)
        {
            File.WriteAllText(cutFile, $"{cut}");
            Should.Throw<GitFault>(() => ReadCached(dying)).Message.ShouldContain("9", Case.Sensitive, $"after {cut} bytes");
            using var room = Room(dying);
            Should.Throw<GitFault>(() => PastReading.Read(room, Tip).Count());
        }

        ReadCached(new GitProgram()).ShouldBe(whole);
    }

    [Fact]
    public void A_missing_blob_is_told_in_git_s_own_words()
    {
        var blob = _given.Git("rev-parse", "HEAD:a.cs");
        File.Delete(Path.Combine(_given.Folder, ".git", "objects", blob[..2], blob[2..]));

        Should.Throw<GitFault>(() => Read(new GitProgram())).Message.ShouldContain(blob);
    }

    [Fact]
    public void A_full_disk_costs_the_cache_and_not_the_reading()
    {
        var whole = Read(new GitProgram());
        for (var room = 0; room < 900; room += 50)
        {
            using var disk = new FullDisk(room);
            using (var cache = new StepCache(disk, "test"))
            {
                Read(new GitProgram(), cache).ShouldBe(whole, $"with room for {room} bytes");
            }

            using var emptied = new MemoryStream();
            emptied.Write(disk.ToArray());
            using var left = new StepCache(emptied, "test");
            Read(new GitProgram(), left).ShouldBe(whole, $"again, with room for {room} bytes");
        }
    }

    private ObjectId Tip => ObjectId.Parse(_given.Head());

    private CleanRoom Room(GitProgram git) => GitRepository.Open(git, _given.Folder).OpenCleanRoom();

    private List<string> ReadCached(GitProgram git)
    {
        using var cache = StepCache.Open(Path.Combine(_beside, "line.steps"), "test");
        return Read(git, cache);
    }

    private List<string> Read(GitProgram git, StepCache? cache = null)
    {
        using var room = Room(git);
        return
        [
            .. PastSteps
                .Read(room, Tip, SignalSet.BuiltIn, cache, null, TestContext.Current.CancellationToken)
                .Select(step => $"{step.Id} {string.Join(' ', step.Files.Select(file => $"{file.Path} +{file.Added} -{file.Deleted}"))}"),
        ];
    }

    /// <summary>Git itself, but that a log of changed files ends badly after as many bytes as a file says.</summary>
    private GitProgram Dying(out string cut, out int length)
    {
        var file = Path.Combine(_beside, "git");
        cut = file + ".cut";
        File.WriteAllText(
            file,
            $"#!/bin/sh\ncase \"$*\" in *--numstat*) git \"$@\" | tee '{file}.whole' | head -c \"$(cat '{cut}')\"; exit 9 ;; *) exec git \"$@\" ;; esac\n"
        );
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.WriteAllText(cut, "999999");
        var dying = new GitProgram(file);
        Should.Throw<GitFault>(() => Read(dying));
        length = (int)new FileInfo(file + ".whole").Length;
        return dying;
    }

    private sealed class FullDisk(int room) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Fits(buffer.Length);
            base.Write(buffer);
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            Fits(count);
            base.Write(buffer, offset, count);
        }

        private void Fits(int count)
        {
            if (Position + count > room)
            {
                throw new IOException("No space left on device");
            }
        }
    }
}
