// `countersign story`: what a newcomer sees with ./run; with a path, the newcomer's own repository, only read.
using System.CommandLine;

namespace Countersign.Cli.Commands.Story;

public static class StoryCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var path = new Argument<string?>("path")
        {
            Description = "A repository of yours: its last merged changes are judged, nothing is written",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var count = new Option<int>("--changes") { Description = "How many changes of that repository to judge", DefaultValueFactory = _ => 20 };
        var keep = new Option<string?>("--keep") { Description = "Make the practice repository in this new folder and leave it there to play with" };
        var verb = new Verb("story", "Tell the whole story once, on a practice repository with real Git and real keys")
        {
            HasNoJson = true,
            Examples =
            [
                ("./run", "The story, in a temporary folder."),
                ("./run ~/src/yours", "Read your own repository: what would its last 20 changes have needed?"),
                ("countersign story --keep /tmp/harbour", "Keep the practice repository, to try things in it."),
            ],
        };
        verb.Add(path);
        verb.Add(count);
        verb.Add(keep);
        return verb.Runs(
            parsed => (Path: parsed.GetValue(path), Count: parsed.GetValue(count), Keep: parsed.GetValue(keep)),
            options => options.Path is { } own ? OwnRepository.Read(own, options.Count, surroundings) : StoryTold.Tell(surroundings, options.Keep)
        );
    }
}
