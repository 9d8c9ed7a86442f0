// Claims about Directory.Packages.props: whoever uses a version is touched, however the project writes it.
using static Countersign.Tests.Impact.Locks.LockTexts;

namespace Countersign.Tests.Impact.Locks;

public sealed class CentralVersionsTests
{
    private const string File = "Directory.Packages.props";
    private const string Pinning = "CentralPackageTransitivePinningEnabled";
    private static readonly string Old = Versions("Serilog 1", "Stripe 1");
    private static readonly string Now = Versions("Serilog 2", "Stripe 1");

    [Theory]
    [InlineData("Stripe;Serilog", true)]
    [InlineData(" serilog ; ", true)]
    [InlineData("$(Packages)", true)]
    [InlineData("@(Wanted)", true)]
    [InlineData("Seri*", true)]
    [InlineData("Stripe;", false)]
    public void A_reference_to_several_packages_or_to_a_computed_one_is_a_use(string reference, bool isUse)
    {
        var use = Compare(File, Old, Now, ("pay/pay.csproj", References(reference)), ("low/low.csproj", References("Serilog")));

        Users(use).ShouldBe(isUse ? "low/low.csproj pay/pay.csproj" : "low/low.csproj");
    }

    [Fact]
    public void A_version_of_several_packages_is_one_of_each_and_a_computed_one_may_be_of_any()
    {
        (string, string)[] projects = [("a/a.csproj", References("Serilog")), ("b/b.csproj", References("Other"))];

        Users(Compare(File, Versions("Stripe;Serilog 1"), Versions("Stripe;Serilog 2"), projects)).ShouldBe("a/a.csproj");
        Users(Compare(File, Versions("$(X) 1", "Serilog 1"), Versions("$(X) 2", "Serilog 1"), projects)).ShouldBe("a/a.csproj b/b.csproj");
        Users(Compare(File, Versions("$(X) 1", "Serilog 1"), Versions("$(X) 1", "Serilog 2"), projects)).ShouldBe("a/a.csproj");
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("$(Pin)", true)]
    [InlineData(" False ", false)]
    public void Whoever_pins_what_its_packages_bring_along_uses_every_version(string pins, bool isUse)
    {
        var expected = isUse ? "low/low.csproj pay/pay.csproj" : "low/low.csproj";
        (string, string)[] projects = [("low/low.csproj", References("Serilog")), ("pay/pay.csproj", References("Stripe"))];

        Users(Compare(File, Pinned(Old, pins), Pinned(Now, pins), projects)).ShouldBe(expected);
        Users(Compare(File, Old, Now, [.. projects, ("Directory.Build.props", Pinned(References(), pins))]))
            .ShouldBe(expected, "where others set it");
        Users(Compare(File, Old, Now, projects[0], ("pay/pay.csproj", Pinned(References("Stripe"), pins))))
            .ShouldBe(expected, "or the project itself");
    }

    [Fact]
    public void A_version_in_a_property_or_under_a_condition_is_of_every_project_beneath()
    {
        (string, string)[] projects = [("low/low.csproj", References("Serilog")), ("pay/pay.csproj", References("Stripe"))];

        var use = Compare(File, With(Old, "SerilogVersion", "1"), With(Old, "SerilogVersion", "2"), projects);

        (use.Why, use.Users.Count).ShouldBe(("it changes more than packages", 2));
    }

    private static string Pinned(string project, string pins) => With(project, Pinning, pins);

    private static string With(string project, string property, string value)
    {
        const string Children = "\"children\":[";
        var at = project.IndexOf(Children, StringComparison.Ordinal) + Children.Length;
        var set = Element(property, "", "").Replace("\"text\":\"\"", $"\"text\":\"{value}\"", StringComparison.Ordinal);
        return $"{project[..at]}{Element("PropertyGroup", "", set)},{project[at..]}";
    }
}
