// P6 measured: reach on a graph of a million nodes; writes the graph for the peers, then prints a row for each way of asking.
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Countersign.Bench;
using Countersign.Graphs;

if (args is not [var folder])
{
    Console.Error.WriteLine("usage: p6 FOLDER, where the graph is written for the peers");
    return 2;
}

const int Nodes = 1_000_000;
const int Questions = 200;
const int Rounds = 5;

// Warm: the same work on a small graph until the code is compiled as well as it will be.
for (var i = 0; i < 60; i++)
{
    var (few, fewer) = MadeUp.Edges(20_000);
    var small = DependencyGraph.Of(20_000, few, fewer);
    var masks = CriticalMasks.Of(small, Circles.Of(small), MadeUp.Critical(20_000));
    var search = new ReachSearch(small);
    for (var node = 0; node < 20_000; node += 97)
    {
        search.Everything([node]);
        search.ToCritical([node], masks);
    }

    if (i % 20 == 19)
    {
        Thread.Sleep(300);
    }
}

foreach (var isShuffled in new[] { false, true })
{
    var (dependents, dependencies) = MadeUp.Edges(Nodes);
    var questions = MadeUp.Questions(Nodes, Questions, dependencies);
    var critical = MadeUp.Critical(Nodes);
    if (isShuffled)
    {
        var names = MadeUp.Shuffled(Nodes);
        foreach (var numbers in new[] { dependents, dependencies, questions, critical })
        {
            for (var i = 0; i < numbers.Length; i++)
            {
                numbers[i] = names[numbers[i]];
            }
        }
    }
    else
    {
        File.WriteAllBytes(Path.Combine(folder, "dependents"), MemoryMarshal.AsBytes(dependents.AsSpan()).ToArray());
        File.WriteAllBytes(Path.Combine(folder, "dependencies"), MemoryMarshal.AsBytes(dependencies.AsSpan()).ToArray());
        File.WriteAllBytes(Path.Combine(folder, "questions"), MemoryMarshal.AsBytes(questions.AsSpan()).ToArray());
    }

    var build = new List<double>();
    var fold = new List<double>();
    var spread = new List<double>();
    DependencyGraph graph = null!;
    CriticalMasks masks = null!;
    for (var round = 0; round < Rounds; round++)
    {
        build.Add(Milliseconds(() => graph = DependencyGraph.Of(Nodes, dependents, dependencies)));
        Circles circles = null!;
        fold.Add(Milliseconds(() => circles = Circles.Of(graph)));
        spread.Add(Milliseconds(() => masks = CriticalMasks.Of(graph, circles, critical)));
    }

    var search = new ReachSearch(graph);
    var counts = new long[questions.Length];
    var everything = Ask(questions, (node, i) => counts[i] = search.Everything([node]).Nodes.Length);
    var toCritical = Ask(questions, (node, _) => search.ToCritical([node], masks));
    var how = isShuffled ? ", numbers shuffled" : "";
    Row($"Countersign, everything{how}", everything, Median(build));
    Row($"Countersign, ways to the 64 critical{how}", toCritical, Median(build));
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"<!-- build{how}: rows {Median(build):0} ms, circles {Median(fold):0} ms, together {Median(build) + Median(fold):0} ms; masks of 64 {Median(spread):0} ms; reached in all {counts.Sum()} -->"
        )
    );
}

return 0;

static double[] Ask(int[] questions, Action<int, int> ask)
{
    var times = new double[questions.Length];
    for (var i = 0; i < questions.Length; i++)
    {
        var rounds = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            ask(questions[i], i);
            rounds[round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        times[i] = Median([.. rounds]);
    }

    return times;
}

static void Row(string name, double[] times, double build)
{
    var sorted = times.Order().ToArray();
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {sorted[sorted.Length / 2]:0.000} | {sorted[sorted.Length * 9 / 10]:0.0} | {sorted[^1]:0.0} | {build / 1000:0.00} |"
        )
    );
}

static double Milliseconds(Action work)
{
    GC.Collect();
    var start = Stopwatch.GetTimestamp();
    work();
    return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
}

static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
