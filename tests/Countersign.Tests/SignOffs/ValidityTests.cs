// Claims about when a sign-off holds for another tip, and about ids and manifests.
using System.Text;
using Countersign.Changes;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Tests.SignOffs;

public sealed class ValidityTests
{
    private static readonly ObjectId Tree = ObjectId.Parse(new string('a', 40));
    private static readonly ObjectId OtherTree = ObjectId.Parse(new string('b', 40));
    private static readonly SignedContent Signed = new(D("change"), Tree, "refs/heads/main");

    private static readonly TipContent Same = new()
    {
        Change = D("change"),
        ResultTree = Tree,
        TargetRef = "refs/heads/main",
        SignedBaseIsAncestor = true,
        LandedSince = new HashSet<Digest>(),
        BaseMoved = new HashSet<RepoPath>(),
        IsWithinReach = path => path.Text.StartsWith("pay/", StringComparison.Ordinal),
    };

    private static Digest D(string name) => Digest.Of(Encoding.UTF8.GetBytes(name));

    private static HashSet<RepoPath> Paths(params string[] paths) => [.. paths.Select(RepoPath.Of)];

    private static void ShouldHold(TipContent tip, bool carry, bool reach, bool strict)
    {
        var validity = Validity.Of(Signed, tip);
        (validity.Holds(ValidityMode.Carry), validity.Holds(ValidityMode.Reach), validity.Holds(ValidityMode.Strict)).ShouldBe(
            (carry, reach, strict)
        );
    }

    [Fact]
    public void The_same_content_on_the_same_tree_holds_in_every_mode() => ShouldHold(Same, true, true, true);

    [Fact]
    public void A_base_that_moved_elsewhere_leaves_carry_and_reach() =>
        ShouldHold(Same with { ResultTree = OtherTree, BaseMoved = Paths("docs/a") }, true, true, false);

    [Fact]
    public void A_base_that_moved_within_reach_leaves_carry_alone() =>
        ShouldHold(Same with { ResultTree = OtherTree, BaseMoved = Paths("docs/a", "pay/b") }, true, false, false);

    [Fact]
    public void Where_reach_is_not_known_any_movement_of_the_base_ends_it()
    {
        ShouldHold(Same with { ResultTree = OtherTree, BaseMoved = Paths("docs/a"), IsWithinReach = null }, true, false, false);
        ShouldHold(Same with { IsWithinReach = null }, true, true, true);
    }

    [Fact]
    public void Other_content_is_stale_even_where_the_resulting_tree_is_equal() => ShouldHold(Same with { Change = D("other") }, false, false, false);

    [Fact]
    public void A_sign_off_for_another_target_does_not_hold() => ShouldHold(Same with { TargetRef = "refs/heads/release" }, false, false, false);

    [Fact]
    public void A_sign_off_is_spent_by_the_landing_of_its_content_and_outside_its_own_history()
    {
        ShouldHold(Same with { LandedSince = new HashSet<Digest> { D("change") } }, false, false, false);
        ShouldHold(Same with { LandedSince = new HashSet<Digest> { D("another") } }, true, true, true);
        ShouldHold(Same with { SignedBaseIsAncestor = false }, false, false, false);
        Validity.Of(Signed, Same with { SignedBaseIsAncestor = false }).ShouldBe(new Validity(true, true, true, IsSpent: true));
    }

    [Fact]
    public void Only_paths_whose_record_differs_have_to_be_read_again()
    {
        var signed = new Dictionary<RepoPath, string>
        {
            [RepoPath.Of("same")] = "1",
            [RepoPath.Of("changed")] = "1",
            [RepoPath.Of("gone")] = "1",
        };
        var now = new Dictionary<RepoPath, string>
        {
            [RepoPath.Of("same")] = "1",
            [RepoPath.Of("changed")] = "2",
            [RepoPath.Of("added")] = "1",
        };
        Validity.StalePaths(signed, now).Select(path => path.Text).ShouldBe(["added", "changed", "gone"]);
    }

    [Fact]
    public void What_was_shown_is_one_digest_over_sorted_records()
    {
        PresentedFile[] files =
        [
            new(RepoPath.Of("b"), Shown.NotShown, Tree, OtherTree),
            new(RepoPath.Of("B"), Shown.Full, Tree, Tree),
            new(RepoPath.Of("a\u00fc"), Shown.Folded, OtherTree, Tree),
        ];
        var text = $"full {Tree} {Tree} B\0folded {OtherTree} {Tree} a\u00fc\0not-shown {Tree} {OtherTree} b\0";
        Encoding.UTF8.GetString(PresentedManifest.Bytes(files)).ShouldBe(text);
        PresentedManifest.Of(files.Reverse()).ShouldBe(D(text));
        Should.Throw<ArgumentException>(() => PresentedManifest.Of([files[0], files[0]]));
    }

    [Theory]
    [InlineData("git:00112233445566778899aabbccddeeff", true)]
    [InlineData("git:00112233445566778899AABBCCDDEEFF", false)]
    [InlineData("git:0011", false)]
    [InlineData("github:git.example.com:17", true)]
    [InlineData("gitlab:example:1", true)]
    [InlineData("gitlab:example:01", false)]
    [InlineData("gitlab:Example:1", false)]
    [InlineData("gitlab::1", false)]
    [InlineData("gitlab:example:1:2", false)]
    [InlineData("svn:example:1", false)]
    [InlineData("github:-x:1", false)]
    [InlineData("github:x:", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_repository_has_one_spelling_of_its_id(string? text, bool good)
    {
        RepositoryId.TryParse(text, out var id).ShouldBe(good);
        id.ToString().ShouldBe(good ? text : "");
    }

    [Fact]
    public void An_id_is_made_of_sixteen_random_bytes()
    {
        var bytes = Enumerable.Range(0, 16).Select(i => (byte)i).ToArray();
        ChangeId.FromBytes(bytes).ToString().ShouldBe("000102030405060708090a0b0c0d0e0f");
        Nonce.FromBytes(bytes).ToString().ShouldBe("000102030405060708090a0b0c0d0e0f");
        RepositoryId.FromBytes(bytes).ToString().ShouldBe("git:000102030405060708090a0b0c0d0e0f");
        Should.Throw<FormatException>(() => ChangeId.FromBytes(bytes.AsSpan(1)));
        ChangeId.TryParse("000102030405060708090A0b0c0d0e0f", out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => ChangeId.Parse("x"));
        Should.Throw<FormatException>(() => RepositoryId.Parse("x"));
        default(ChangeId).ToString().ShouldBe(new string('0', 32));
    }

    [Fact]
    public void A_word_is_read_only_as_it_is_written()
    {
        Word.Of(DecisionKind.ApproveWithConditions).ShouldBe("approve-with-conditions");
        Word.TryParse<DecisionKind>("approve-with-conditions", out var kind).ShouldBeTrue();
        kind.ShouldBe(DecisionKind.ApproveWithConditions);
        foreach (var wrong in new[] { "ApproveWithConditions", "4", "", "Approve", "approve ", null })
        {
            Word.TryParse<DecisionKind>(wrong, out _).ShouldBeFalse();
        }

        Word.AllOf<Shown>().ShouldBe("full, folded, not-shown");
    }
}
