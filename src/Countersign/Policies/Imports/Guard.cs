// When a foreign rule applies, in our words: certainly, or possibly.
using Countersign.Documents;

namespace Countersign.Policies.Imports;

/// <summary>A `when`, or one of the two answers that need none.</summary>
internal sealed record Test(Node? When, bool IsAlways = false)
{
    public static Test Always { get; } = new(null, IsAlways: true);

    public static Test Never { get; } = new((Node?)null);

    public bool IsNever => When is null && !IsAlways;

    public string Text =>
        When is not null ? PolicyText.Flow(When)
        : IsAlways ? "always"
        : "never";

    public static Test All(IEnumerable<Test> tests)
    {
        var rest = tests.Where(test => !test.IsAlways).SelectMany(test => test.Parts).DistinctBy(test => test.Text).ToList();
        return rest.Exists(test => test.IsNever) ? Never
            : rest.Count == 0 ? Always
            : rest.Count == 1 ? rest[0]
            : new Test(Together(rest));
    }

    /// <summary>One mapping where each key stands once, as a person would write it.</summary>
    private static Node.Mapping Together(List<Test> tests)
    {
        var entries = tests.SelectMany(test => ((Node.Mapping)test.When!).Entries).ToList();
        return entries.DistinctBy(entry => entry.Key).Count() == entries.Count
            ? new Node.Mapping(entries, 0)
            : Made.Map(("all", Made.List(tests.Select(test => test.When!))));
    }

    /// <summary>What must hold together, each by itself.</summary>
    private IEnumerable<Test> Parts =>
        When is Node.Mapping { Entries: [{ Key: "all", Value: Node.Sequence list }] } ? list.Items.SelectMany(item => new Test(item).Parts)
        : When is Node.Mapping { Entries: { Count: > 1 } entries } ? entries.Select(entry => new Test(new Node.Mapping([entry], 0)))
        : [this];

    public static Test Any(IEnumerable<Test> tests)
    {
        var rest = tests.Where(test => !test.IsNever).DistinctBy(test => test.Text).ToList();
        return rest.Exists(test => test.IsAlways) ? Always
            : rest.Count == 0 ? Never
            : rest.Count == 1 ? rest[0]
            : new Test(Made.Map(("any", Made.List(rest.Select(test => test.When!)))));
    }

    public Test Not() =>
        IsAlways ? Never
        : IsNever ? Always
        : new Test(Made.Map(("not", When)));
}

/// <summary>
/// Certain implies possible. Between the two we cannot tell: then whatever either answer would ask is asked. A word we do not
/// know is always possible and never certain.
/// </summary>
internal sealed record Guard(Test Possible, Test Certain)
{
    public static Guard Unknown { get; } = new(Test.Always, Test.Never);

    public static Guard Always { get; } = new(Test.Always, Test.Always);

    public string Text => $"{Possible.Text} | {Certain.Text}";

    public bool IsConstant => Possible.Text == Certain.Text && Possible.When is null;

    public static Guard Of(Node when) => Of(new Test(when));

    public static Guard Of(Test test) => new(test, test);

    public static Guard All(IReadOnlyList<Guard> guards) =>
        new(Test.All(guards.Select(guard => guard.Possible)), Test.All(guards.Select(guard => guard.Certain)));

    /// <summary>Each state of knowledge: what holds in it, and what the answer may be.</summary>
    public IReadOnlyList<(Test When, IReadOnlyList<bool> Answers)> States =>
        Possible.Text == Certain.Text
            ? [(Certain, [true]), (Certain.Not(), [false])]
            :
            [
                .. new (Test When, IReadOnlyList<bool> Answers)[]
                {
                    (Certain, [true]),
                    (Test.All([Possible, Certain.Not()]), [true, false]),
                    (Possible.Not(), [false]),
                }.Where(state => !state.When.IsNever),
            ];
}
