// Claims about lines of files that Git takes for binary: text counts as text, growth counts, pictures do not.
using System.Text;
using Countersign.Adapters.Git;
using Countersign.Adapters.Tests.Given;
using Countersign.Changes;

namespace Countersign.Adapters.Tests.Git;

public sealed class BinaryLinesTests
{
    private static readonly byte[] s_text = [.. "// \0\n"u8, .. Encoding.UTF8.GetBytes(Lines(500))];

    [Fact]
    public void One_line_edited_is_one_line_and_lines_taken_out_count()
    {
        var edited = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(s_text).Replace("line 7 ", "line x ", StringComparison.Ordinal));

        Between(File("a.js", s_text), File("a.js", edited)).ShouldBe((1, 1));
        Between(File("a.js", s_text), File("a.js", "// \0\n"u8)).ShouldBe((0, 500));
        Between(File("a.js", Encoding.UTF8.GetBytes(Lines(500))), File("a.js", s_text)).ShouldBe((1, 0), "text that only became binary");
    }

    [Fact]
    public void Text_in_two_bytes_a_letter_has_its_lines_and_what_has_none_counts_forty_bytes_as_one()
    {
        Between([], File("a.js", [0xff, 0xfe, .. Encoding.Unicode.GetBytes(Lines(500))])).Added.ShouldBeGreaterThanOrEqualTo(500);
        Between([], File("a.bin", new byte[4_001])).ShouldBe((101, 0));
        Between(File("a.bin", new byte[4_000]), []).ShouldBe((0, 0), "nobody reads what is gone");
    }

    [Fact]
    public void A_link_that_becomes_such_a_file_brings_all_of_its_lines() =>
        Between([GivenEntry.File("a.js", "elsewhere", "120000")], File("a.js", s_text)).Added.ShouldBe(501);

    [Theory]
    [InlineData("a.gif", "GIF89a\0", 0)]
    [InlineData("A.GIF", "GIF89a\0", 0)]
    [InlineData("a.js", "GIF89a\0", 100)]
    [InlineData("a.gif", "x\0", 100)]
    [InlineData("gif", "x\0", 100)]
    [InlineData("a.zip", "PK\u0003\u0004\0", 0)]
    public void Only_name_and_beginning_together_make_a_picture_or_an_archive(string path, string beginning, int lines) =>
        Between([], File(path, [.. Encoding.ASCII.GetBytes(beginning), .. new byte[4_000 - beginning.Length]])).Added.ShouldBe(lines);

    private static GivenEntry[] File(string path, ReadOnlySpan<byte> content) => [new(Encoding.UTF8.GetBytes(path), "100644", content.ToArray())];

    private static string Lines(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $"line {i} of the program\n"));

    private static (int Added, int Deleted) Between(GivenEntry[] before, GivenEntry[] after)
    {
        using var given = GivenRepository.Create();
        using var room = GitRepository.Open(new GitProgram(), given.Folder).OpenCleanRoom();
        var file = room.Compare(ObjectId.Parse(given.Tree(before)), ObjectId.Parse(given.Tree(after))).ShouldHaveSingleItem();
        return (file.Added!.Value, file.Deleted!.Value);
    }
}
