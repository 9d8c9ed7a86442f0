// `countersign story`: what a newcomer sees with ./run; with a path, the newcomer's own repository, only read.
using System.CommandLine;
using Countersign.Cli.Commands.Simulate;

namespace Countersign.Cli.Commands.Story;

public static class StoryCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var path = new Argument<string?>("path")
        {
            Description = "A repository of yours: a policy is replayed on its history, nothing is written there",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var keep = new Option<string?>("--keep") { Description = "Make the practice repository in this new folder and leave it there to play with" };
        var verb = new Verb("story", "Tell the whole story once, on a practice repository with real Git and real keys")
        {
            HasNoJson = true,
            Examples =
            [
                ("./run", "The story, in a temporary folder."),
                (
                    "./run ~/src/yours",
                    "Read your own repository: what would a policy have asked, cost and held there? The same as countersign simulate."
                ),
                ("countersign story --keep /tmp/harbour", "Keep the practice repository, to try things in it."),
            ],
        };
        verb.Add(path);
        verb.Add(keep);
        return verb.Runs(
            parsed => (Path: parsed.GetValue(path), Keep: parsed.GetValue(keep)),
            options =>
                options.Path is { } own
                    ? SimulateRun.Run(new SimulateOptions { Path = own }, surroundings)
                    : StoryTold.Tell(surroundings, options.Keep)
        );
    }
}
