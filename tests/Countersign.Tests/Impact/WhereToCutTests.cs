// Claims about the proposal for cutting a change that is too large.
using Countersign.Changes;
using Countersign.Impact;
using FsCheck;
using FsCheck.Fluent;

namespace Countersign.Tests.Impact;

public sealed class WhereToCutTests
{
    [Fact]
    public void What_fits_is_not_cut() =>
        WhereToCut.Propose([File("src/a.cs", 50), File("src/b.cs", 50)], 90).ShouldHaveSingleItem().Name.ShouldBe("everything");

    [Fact]
    public void A_large_change_is_cut_by_component_first()
    {
        var parts = WhereToCut.Propose([File("src/money/a.cs", 300, "money"), File("src/basket/b.cs", 300, "basket"), File("readme", 10)], 90);

        parts.Select(part => part.Name).ShouldBe(["basket", "money", "unmapped"]);
        parts.ShouldAllBe(part => part.Minutes.Expected <= 90 && !part.IsTooLarge);
    }

    [Fact]
    public void A_large_component_is_cut_by_folder_and_small_folders_stay_together()
    {
        var parts = WhereToCut.Propose([File("src/m/a/1.cs", 200, "m"), File("src/m/b/1.cs", 50, "m"), File("src/m/c/1.cs", 300, "m")], 90);

        parts.Select(part => (part.Name, part.Files.Count)).ShouldBe([("m: src/m/a/ to src/m/b/", 2), ("m: src/m/c/", 1)]);
    }

    [Fact]
    public void A_large_folder_is_cut_by_kind_with_generated_files_and_tests_apart()
    {
        var parts = WhereToCut.Propose([File("m/a.cs", 300), File("m/b.g.cs", 300), File("m/c_test.go", 300)], 70);

        parts.Select(part => part.Name).ShouldBe(["unmapped, code: m/a.cs", "unmapped, generated: m/b.g.cs", "unmapped, tests: m/c_test.go"]);
    }

    [Fact]
    public void A_single_file_over_the_limit_is_named_as_too_large() =>
        WhereToCut
            .Propose([File("m/a.cs", 5_000), File("m/b.cs", 5)], 90)
            .Single(part => part.IsTooLarge)
            .Files.ShouldHaveSingleItem()
            .Text.ShouldBe("m/a.cs");

    [Fact]
    public void Every_file_is_in_exactly_one_part_under_the_limit_whatever_the_order()
    {
        var file =
            from folder in Gen.Elements("a/", "a/b/", "a/b/c/", "d/", "", "e/tests/")
            from name in Gen.Choose(0, 400)
            from ending in Gen.Elements(".cs", ".md", ".g.cs", "_test.go", ".yml")
            from lines in Gen.Choose(0, 300)
            from component in Gen.Elements("", "x", "y")
            select File($"{folder}{name}{ending}", lines, component.Length == 0 ? [] : [component]);

        Prop.ForAll(
                Gen.ListOf(file).ToArbitrary(),
                files =>
                {
                    var parts = WhereToCut.Propose([.. files], 60);
                    var paths = parts.SelectMany(part => part.Files).ToList();
                    var again = WhereToCut.Propose([.. files.DistinctBy(one => one.File.Path).Reverse()], 60);
                    return paths.Order().SequenceEqual(files.Select(one => one.File.Path).Distinct().Order())
                        && parts.All(part => part.Minutes.Expected <= 60 || (part.IsTooLarge && part.Files.Count == 1))
                        && parts.Select(part => part.Name).Distinct().Count() == parts.Count
                        && again.Select(part => (part.Name, part.Files.Count)).SequenceEqual(parts.Select(part => (part.Name, part.Files.Count)));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    private static CutFile File(string path, int added, params string[] components) =>
        new(new ReviewFile(RepoPath.Of(path), ChangeKinds.Of(RepoPath.Of(path)), added, 0), components);
}
