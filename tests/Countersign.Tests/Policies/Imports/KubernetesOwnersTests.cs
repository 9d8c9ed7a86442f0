// Claims about OWNERS, held against the published rules written a second time: kubernetes.dev/docs/guide/owners, and prow where they are silent.
using System.Text.Json;
using System.Text.RegularExpressions;
using Countersign.Documents;
using Countersign.Gating;
using Countersign.People;
using Countersign.Policies;
using Countersign.Policies.Imports;
using Countersign.Tests.Documents;
using Countersign.Tests.Given;

namespace Countersign.Tests.Policies.Imports;

public sealed class KubernetesOwnersTests
{
    private static readonly ImportOptions s_options = new(PersonId.Parse("mara"), A.Scale.Levels, new DateOnly(2027, 2, 18), Roster.Empty);
    private static readonly string[] s_people = ["sam", "sol", "mia", "jun"];
    private static readonly string[] s_folders = ["", "a", "a/b", "c"];
    private static readonly string[] s_expressions = [".*", @"\.go$", "^x", "y", "(", @"\bq", "^b/", "x|y"];
    private static readonly string[] s_files =
    [
        "x.go",
        "y.txt",
        "q",
        "z",
        "a/x.go",
        "a/y",
        "a/q.go",
        "a/b/x",
        "a/b/y.go",
        "a/b/z",
        "c/x",
        "c/d/y.go",
    ];

    /// <summary>The section of the guide, the files by folder, a path, who signs.</summary>
    [Theory]
    [InlineData(
        "OWNERS: applies to the folder, the file itself and all beneath",
        "{'':'approvers: sam','a':'approvers: sol'}",
        "a/OWNERS",
        "sol",
        true
    )]
    [InlineData("OWNERS: approvers of a folder above approve too", "{'':'approvers: sam','a':'approvers: sol'}", "a/b/z", "sam", true)]
    [InlineData("OWNERS: approvers of a folder beneath do not", "{'':'approvers: sam','a':'approvers: sol'}", "z", "sol", false)]
    [InlineData("OWNERS: of a folder beside neither", "{'':'approvers: sam','a':'approvers: sol'}", "ab/z", "sol", false)]
    [InlineData("OWNERS: no_parent_owners shuts those above out", "{'':'approvers: sam','a':'approvers: sol; alone'}", "a/b/z", "sam", false)]
    [InlineData("OWNERS: reviewers do not approve", "{'':'approvers: sam','a':'reviewers: sol'}", "a/z", "sol", false)]
    [InlineData("OWNERS: a file without approvers leaves them to the folder above", "{'':'approvers: sam','a':'reviewers: sol'}", "a/z", "sam", true)]
    [InlineData("OWNERS: emeritus approvers do not approve", "{'':'approvers: sam; emeritus_approvers: sol'}", "z", "sol", false)]
    [InlineData("OWNERS_ALIASES: an alias stands for its people", "{'':'approvers: leads'}", "z", "mia", true)]
    [InlineData("OWNERS_ALIASES: whatever its case", "{'':'approvers: LEADS'}", "z", "mia", true)]
    [InlineData("a login may have an @", "{'':'approvers: @Sol'}", "z", "sol", true)]
    [InlineData("Filters: the expression looks at the path from its folder", "{'':'approvers: sam','a':'^b/ = sol'}", "a/b/z", "sol", true)]
    [InlineData("Filters: not from the top", "{'':'approvers: sam','a':'^a/ = sol'}", "a/b/z", "sol", false)]
    [InlineData("Filters: what none fits goes to the folder above", "{'':'approvers: sam','a':'[.]go$ = sol'}", "a/z", "sam", true)]
    [InlineData("Filters: and to nobody else", "{'':'approvers: sam','a':'[.]go$ = sol'}", "a/z", "mia", false)]
    [InlineData("Filters: .* approves every file", "{'':'[.]go$ = sol | .* = sam'}", "x.go", "sam", true)]
    [InlineData("Filters: cannot stand beside lists; prow then reads the lists", "{'':'approvers: sam | [.]go$ = sol'}", "x.go", "sol", false)]
    [InlineData("Filters: and labels are such a list", "{'':'approvers: sam','a':'labels: l | .* = sol'}", "a/z", "sol", false)]
    [InlineData("Filters: an expression that is none makes nobody an approver", "{'':'approvers: sam','a':'( = sol'}", "a/z", "sol", false)]
    public void Each_rule_of_the_guide_decides_as_written(string rule, string files, string path, string signer, bool allowed)
    {
        using var document = JsonDocument.Parse(files.Replace('\'', '"'));
        var owners = document.RootElement.EnumerateObject().ToDictionary(it => it.Name, it => Owners.Of(it.Value.GetString()!));

        Decide(Import(owners), path, signer).ShouldBe(allowed, rule);
    }

    [Fact]
    public void Whoever_could_not_approve_there_signs_for_nothing_here_and_with_plain_lists_it_is_the_same()
    {
        var random = new Random(20270105);
        for (var i = Hostile.Count(400); i > 0; i--)
        {
            var owners = s_folders.Where(folder => folder.Length == 0 || random.Next(3) > 0).ToDictionary(folder => folder, _ => Any(random));
            var imported = Import(owners);
            var isPlain = owners.Values.All(one => one.Filters.Count == 0 && one.Lists.ContainsKey("approvers"));
            foreach (var path in s_files)
            {
                var there = ApproversThere(owners, path);
                foreach (var person in s_people)
                {
                    var what = $"{person} for {path}, {string.Join("; ", owners.Select(one => $"'{one.Key}' {one.Value}"))}";
                    var here = Decide(imported, path, person);
                    (here && !there.Contains(person)).ShouldBeFalse(what);
                    (isPlain && !here && there.Contains(person)).ShouldBeFalse(what);
                }
            }
        }
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{'approvers':{'sam':1}}")]
    [InlineData("{'filters':['x']}")]
    [InlineData("{'filters':{'x':'sam'}}")]
    [InlineData("{'options':{'no_parent_owners':'perhaps'}}")]
    [InlineData("{'aprovers':['sam']}")]
    public void What_is_no_OWNERS_file_is_told_and_proposes_nothing(string file)
    {
        PolicyImport
            .FromOwners([new OwnersDocument("", "OWNERS", Written.Of(file))], null, s_options)
            .ShouldBeOfType<Parsed<ImportedPolicy>.Bad>()
            .Problems.ShouldNotBeEmpty();
    }

    /// <summary>From the file upwards: of each folder those whose expression fits, until one that shuts those above out has named somebody.</summary>
    private static HashSet<string> ApproversThere(Dictionary<string, Owners> owners, string path)
    {
        var approvers = new HashSet<string>(StringComparer.Ordinal);
        for (var folder = Above(path); ; folder = Above(folder))
        {
            if (owners.TryGetValue(folder, out var here))
            {
                var relative = folder.Length == 0 ? path : path[(folder.Length + 1)..];
                approvers.UnionWith(here.ApproversOf(relative));
                if (here.IsAlone && approvers.Count > 0)
                {
                    return approvers;
                }
            }

            if (folder.Length == 0)
            {
                return approvers;
            }
        }

        static string Above(string name) => name.LastIndexOf('/') is var slash and > 0 ? name[..slash] : "";
    }

    private static Owners Any(Random random)
    {
        var isList = random.Next(2) == 0;
        var lists = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (isList)
        {
            lists[random.Next(5) == 0 ? "reviewers" : "approvers"] = Some();
        }

        return new Owners(
            lists,
            isList && random.Next(6) > 0 ? [] : [.. s_expressions.Where(_ => random.Next(3) == 0).Select(expression => (expression, Some()))],
            random.Next(5) == 0
        );

        string[] Some() => [.. s_people.Where(_ => random.Next(3) == 0).DefaultIfEmpty("sam")];
    }

    private static Policy Import(Dictionary<string, Owners> owners) =>
        Read(
            PolicyImport
                .FromOwners(
                    [
                        .. owners.Select(one => new OwnersDocument(
                            one.Key,
                            one.Key.Length == 0 ? "OWNERS" : $"{one.Key}/OWNERS",
                            Written.Of(JsonSerializer.Serialize(one.Value.ToDocument()))
                        )),
                    ],
                    Written.Of("{'aliases':{'leads':['mia']}}"),
                    s_options
                )
                .ShouldBeOfType<Parsed<ImportedPolicy>.Good>()
                .Value
        );

    private static Policy Read(ImportedPolicy imported) =>
        PolicyDocument
            .ReadAlone(imported.Document, A.Digest("imported"))
            .Match((policy, _) => policy, problems => throw new InvalidOperationException($"{string.Join("; ", problems)}\n{imported.Text}"));

    private static bool Decide(Policy policy, string path, string signer) =>
        Gate.Decide(A.Change().Files(A.File(path)).Signed(signer), policy).Kind == VerdictKind.Allowed;

    /// <summary>One OWNERS file; written short as `approvers: sam, sol; alone | EXPRESSION = mia`.</summary>
    private sealed record Owners(Dictionary<string, string[]> Lists, IReadOnlyList<(string Expression, string[] Approvers)> Filters, bool IsAlone)
    {
        public static Owners Of(string text)
        {
            var parts = text.Split(" | ");
            var said = parts.Where(part => !part.Contains(" = ", StringComparison.Ordinal)).SelectMany(part => part.Split("; ")).ToList();
            return new Owners(
                said.Where(one => one.Contains(": ", StringComparison.Ordinal))
                    .Select(one => one.Split(": "))
                    .ToDictionary(one => one[0], one => one[1].Split(", ")),
                [
                    .. parts
                        .Where(part => part.Contains(" = ", StringComparison.Ordinal))
                        .Select(part => part.Split(" = "))
                        .Select(one => (one[0], one[1].Split(", "))),
                ],
                said.Contains("alone")
            );
        }

        public IEnumerable<string> ApproversOf(string relative) =>
            Lists.Count > 0
                ? Lists.GetValueOrDefault("approvers") ?? []
                : Filters.Where(filter => Fits(filter.Expression, relative)).SelectMany(filter => filter.Approvers);

        public Dictionary<string, object> ToDocument()
        {
            var document = Lists.ToDictionary(list => list.Key, object (list) => list.Value, StringComparer.Ordinal);
            if (Filters.Count > 0)
            {
                document["filters"] = Filters.ToDictionary(filter => filter.Expression, filter => new { approvers = filter.Approvers });
            }

            if (IsAlone)
            {
                document["options"] = new { no_parent_owners = true };
            }

            return document;
        }

        public override string ToString() => JsonSerializer.Serialize(ToDocument());

        private static bool Fits(string expression, string relative)
        {
            try
            {
                return Regex.IsMatch(relative, expression, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
            }
            catch (ArgumentException)
            {
                return false;
            }
        }
    }
}
