// Holds that the test project runs at all, until real claims stand here.
namespace Countersign.Cli.Tests;

public sealed class BuildTests
{
    [Fact]
    public void The_tests_run_on_dotnet_ten() => Environment.Version.Major.ShouldBe(10);
}
