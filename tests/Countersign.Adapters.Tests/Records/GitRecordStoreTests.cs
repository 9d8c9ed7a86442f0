// The record store over Git: the contract, what a push of the records may do, and the gate's chain.
using Countersign.Adapters.Git;
using Countersign.Adapters.Git.Records;
using Countersign.Adapters.Tests.Given;
using Countersign.Attestations;
using Countersign.Changes;
using Countersign.SignOffs;

namespace Countersign.Adapters.Tests.Records;

public sealed class GitRecordStoreTests : RecordStoreContract
{
    private readonly GivenRepository given = GivenRepository.Create(bare: true);
    private readonly List<CleanRoom> rooms = [];

    private static readonly TrustContext NobodyTrusted = new()
    {
        Repository = RepositoryId.Parse("git:00112233445566778899aabbccddeeff"),
        Roster = _ => null,
        Now = DateTimeOffset.UnixEpoch,
    };

    protected override IRecordStore Open() => Git();

    protected override void Dispose(bool disposing)
    {
        rooms.ForEach(room => room.Dispose());
        given.Dispose();
        base.Dispose(disposing);
    }

    private GitRecordStore Git()
    {
        lock (rooms)
        {
            var repository = GitRepository.Open(new GitProgram(), given.Folder);
            rooms.Add(repository.OpenCleanRoom());
            return new GitRecordStore(repository, rooms[^1]);
        }
    }

    private string Pushed(string path, string content, string mode = "100644", string[]? parents = null, IEnumerable<GivenEntry>? beside = null) =>
        given.CommitEntries([.. beside ?? [], GivenEntry.File(path, content, mode)], parents ?? []);

    private string[] Codes(string? old, string @new) =>
        [
            .. Git()
                .ValidatePush(old is null ? null : ObjectId.Parse(old), ObjectId.Parse(@new), NobodyTrusted)
                .Select(problem => problem.Code)
                .Distinct(),
        ];

    [Theory]
    [InlineData("README.md")]
    [InlineData("d/x.json")]
    [InlineData("d/00/../../x.json")]
    [InlineData("t/aa/ab")]
    public void Only_files_at_a_records_own_place_may_be_added(string path)
    {
        if (!path.Contains("..", StringComparison.Ordinal))
        {
            Codes(null, Pushed(path, "{}")).ShouldBe(["record.path"]);
        }

        RecordPath.TryParse(path, out _).ShouldBeFalse();
    }

    [Fact]
    public void A_file_that_is_no_record_is_refused_though_its_place_and_name_are_right()
    {
        var file = About(D("a"), "{}");
        Codes(null, Pushed(file.Path.ToString(), "{}")).ShouldBe(["record.envelope"]);
        Codes(null, Pushed(file.Path.ToString(), "{}", "100755")).ShouldBe(["record.path"]);
        Codes(null, Pushed(file.Path.ToString(), "{}", "120000")).ShouldBe(["record.path"]);
    }

    [Fact]
    public void A_text_that_no_record_names_is_refused()
    {
        var text = new Cases.FreeText(default, "spam");
        Codes(null, Pushed(RecordPath.ForText(text.Digest).ToString(), $"{default(Nonce)}\nspam")).ShouldBe(["record.text"]);
    }

    [Fact]
    public void The_records_cannot_be_deleted_rewound_or_changed()
    {
        var file = About(D("a"), "{}");
        var first = Pushed(file.Path.ToString(), "{}");
        var unrelated = Pushed("x", "y");
        var emptied = given.CommitEntries([], [first]);
        var edited = Pushed(file.Path.ToString(), "{\"a\":1}", parents: [first]);
        Codes(first, new string('0', 40)).ShouldBe(["record.rewind"]);
        Codes(first, unrelated).ShouldBe(["record.rewind"]);
        Codes(first, emptied).ShouldBe(["record.path"]);
        Codes(first, edited).ShouldBe(["record.path"]);
        Codes(first, first).ShouldBeEmpty();
    }

    [Fact]
    public void Landings_of_a_ref_are_numbered_in_their_order_and_found_by_their_commit()
    {
        var repository = GitRepository.Open(new GitProgram(), given.Folder);
        using var room = repository.OpenCleanRoom();
        var chain = new GitGateChain(repository, room);
        var (one, two, three) = (ObjectId.Parse(new string('1', 40)), ObjectId.Parse(new string('2', 40)), ObjectId.Parse(new string('3', 40)));
        chain.Read("refs/heads/main").ShouldBeEmpty();
        chain.Append("refs/heads/main", []).ShouldBe(0);
        chain.Append("refs/heads/main", [(one, "a"u8.ToArray())]).ShouldBe(1);
        chain.Append("refs/heads/main", [(two, "b"u8.ToArray()), (three, "d"u8.ToArray())]).ShouldBe(3);
        chain.Append("refs/heads/other", [(two, "c"u8.ToArray())]).ShouldBe(1);
        chain.Read("refs/heads/main").Select(landing => (landing.Number, landing.New)).ShouldBe([(1, one), (2, two), (3, three)]);
        chain.Read("refs/heads/main")[^1].Bytes.ToArray().ShouldBe("d"u8.ToArray());
    }
}
