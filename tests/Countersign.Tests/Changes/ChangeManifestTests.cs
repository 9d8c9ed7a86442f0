// Claims about the manifest: one spelling, inverses, and refusal of everything else.
using System.Text;
using Countersign.Changes;
using Countersign.Signatures;

namespace Countersign.Tests.Changes;

public sealed class ChangeManifestTests
{
    private static readonly ManifestSide s_one = ManifestSide.Of(EntryMode.Regular, Digest.Of("one"u8));
    private static readonly ManifestSide s_two = ManifestSide.Of(EntryMode.Regular, Digest.Of("two"u8));

    [Fact]
    public void A_mode_flip_alone_changes_the_digest()
    {
        var flipped = ManifestSide.Of(EntryMode.Executable, Digest.Of("two"u8));
        ChangeManifest
            .Of([new(RepoPath.Of("a"), s_one, s_two)])
            .Digest.ShouldNotBe(ChangeManifest.Of([new(RepoPath.Of("a"), s_one, flipped)]).Digest);
    }

    [Fact]
    public void The_inverse_of_the_inverse_is_the_change_and_only_the_revert_is_the_inverse()
    {
        var change = ChangeManifest.Of([new(RepoPath.Of("a"), s_one, s_two), new(RepoPath.Of("b"), ManifestSide.Absent, s_one)]);
        change.Inverse().Inverse().ToBytes().ShouldBe(change.ToBytes());
        change.Inverse().IsInverseOf(change).ShouldBeTrue();
        change.IsInverseOf(change).ShouldBeFalse();
        ChangeManifest.Of([new(RepoPath.Of("a"), s_two, s_one)]).IsInverseOf(change).ShouldBeFalse();
    }

    [Fact]
    public void A_path_twice_or_a_record_of_nothing_is_refused()
    {
        Should
            .Throw<ArgumentException>(() => ChangeManifest.Of([new(RepoPath.Of("a"), s_one, s_two), new(RepoPath.Of("a"), s_two, s_one)]))
            .Message.ShouldContain("twice");
        Should.Throw<ArgumentException>(() => ChangeManifest.Of([new(RepoPath.Of("a"), s_one, s_one)])).Message.ShouldContain("Nothing changes");
    }

    [Fact]
    public void No_other_bytes_are_read_as_a_manifest()
    {
        var good = ChangeManifest.Of([new(RepoPath.Of("a"), s_one, s_two), new(RepoPath.Of("b"), ManifestSide.Absent, s_one)]).ToBytes();
        var random = new System.Random(1);
        ChangeManifest.TryRead(good.AsSpan(0, good.Length - 1), out _).ShouldBeFalse();
        var one = ChangeManifest.Of([new(RepoPath.Of("a"), s_one, s_two)]).ToBytes();
        ChangeManifest.TryRead(one, out _).ShouldBeTrue();
        ChangeManifest.TryRead([.. one, .. one], out _).ShouldBeFalse("a path stands once");
        var half = good.Length / 2;
        ChangeManifest.TryRead([.. good[half..], .. good[..half]], out _).ShouldBeFalse();
        for (var i = 0; i < Hostile.Count; i++)
        {
            var bytes = Hostile.Mutate(random, good);
            if (ChangeManifest.TryRead(bytes, out var manifest))
            {
                manifest.ToBytes().ShouldBe(bytes);
            }
        }
    }
}

/// <summary>Generated hostile bytes: always the same for one seed.</summary>
internal static class Hostile
{
    public static int Count { get; } =
        Environment.GetEnvironmentVariable("COUNTERSIGN_LONG") == "1" ? 300_000
        : Environment.GetEnvironmentVariable("COUNTERSIGN_SHORT") == "1" ? 500
        : 20_000;

    /// <summary>A copy with a few bytes changed, cut out, doubled or put in.</summary>
    public static byte[] Mutate(Random random, byte[] good)
    {
        var bytes = good.ToList();
        for (var times = random.Next(1, 5); times > 0; times--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(5))
            {
                case 0 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1 when at < bytes.Count:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.Take(random.Next(60)).ToArray());
                    break;
                case 3:
                    bytes.InsertRange(at, Encoding.Latin1.GetBytes(Scraps[random.Next(Scraps.Length)]));
                    break;
                default:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
            }
        }

        return [.. bytes];
    }

    private static readonly string[] Scraps =
    [
        "\0",
        "\n",
        " ",
        ":",
        "\t",
        "gpgsig ",
        "gpgsig-sha256 ",
        "tree ",
        "parent ",
        "author ",
        "100644",
        "-",
        "99999999999999999999",
        "\n\n",
        "<",
        ">",
        "\u00FF\u00FE",
    ];
}
