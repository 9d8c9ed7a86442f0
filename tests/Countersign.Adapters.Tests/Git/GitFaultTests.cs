// Claims about how a failure of Git is told: which object, what to do, and Git's own last words behind.
using System.Text;
using Countersign.Adapters.Git;

namespace Countersign.Adapters.Tests.Git;

public sealed class GitFaultTests
{
    private const string Command = "git -c x.y=z log --first-parent -z --format=%H%x00%P --stdin";
    private const string Hints =
        "hint: Support for <GIT_DIR>/info/grafts is deprecated\nhint:\nhint: \"git config advice.graftFileDeprecated false\"\n";
    private static readonly string s_id = new('c', 40);

    [Theory]
    [InlineData("fatal: unable to read ID")]
    [InlineData("error: Could not read ID\nfatal: Failed to traverse parents of commit ID")]
    [InlineData("fatal: bad object ID")]
    [InlineData("fatal: loose object ID (stored in .git/objects/cc/cc) is corrupt")]
    [InlineData("fatal: could not fetch ID from promisor remote")]
    public void A_lost_object_is_named_first_with_what_to_do_and_gits_last_line_behind(string said)
    {
        var words = said.Replace("ID", s_id, StringComparison.Ordinal);
        var fault = Fault(Hints + words);

        fault.Message.ShouldBe($"object {s_id} cannot be read: it is missing from the repository or damaged. git log said: {words.Split('\n')[^1]}");
        fault.Whole.ShouldEndWith(". Fetch it (in a partial clone: git fetch --refetch --no-filter), or run git fsck to see what else is broken.");
        fault.Command.ShouldBe(Command, "whoever has to look closer finds all of it");
    }

    [Theory]
    [InlineData(
        "fatal: detected dubious ownership in repository at '/x'",
        "git log failed with exit code 128: fatal: detected dubious ownership in repository at '/x'"
    )]
    [InlineData("", "git log failed with exit code 128: it said nothing")]
    [InlineData("hint: one\nhint: two\n", "git log failed with exit code 128: it said nothing")]
    public void Any_other_failure_is_told_without_hints_and_without_our_options(string said, string told) => Fault(said).Message.ShouldBe(told);

    [Fact]
    public void A_folder_in_no_repository_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("countersign-none-");
        try
        {
            var fault = Should.Throw<GitFault>(() => GitRepository.Open(new GitProgram(), folder.FullName));

            fault.Whole.ShouldBe(
                $"{folder.FullName} is not a git repository, nor in one. Name a folder in a clone, or make a repository with git init."
            );
        }
        finally
        {
            folder.Delete();
        }
    }

    private static GitFault Fault(string said) =>
        Should.Throw<GitFault>(() => new GitAnswer(Command, 128, Encoding.UTF8.GetBytes(""), said).Expect());
}
