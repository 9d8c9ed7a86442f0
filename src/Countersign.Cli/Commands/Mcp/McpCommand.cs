// `countersign mcp`: the verbs an agent needs, over the Model Context Protocol on standard input and output. It never signs.
using System.CommandLine;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Countersign.Cli.Commands.Mcp;

public static class McpCommand
{
    private const string Instructions =
        "Countersign decides which changes need a person's signature. Run `check` before a push: its JSON says the verdict, what is missing, who can give it "
        + "and, where the change is too large, where to cut. You never sign, offer or override anything: `case` and `propose` prepare that and name the command "
        + "for the person you work for.";

    public static Command Build(Surroundings surroundings)
    {
        var verb = new Verb("mcp", "Serve check, case, propose and why to an agent (Model Context Protocol on standard input and output)")
        {
            HasNoJson = true,
            Examples =
            [
                ("countersign mcp", "What an agent's configuration starts, in the repository's folder; see `countersign init --agents`."),
                ("claude mcp add countersign -- countersign mcp", "How one such agent is told of it."),
            ],
        };
        return verb.Runs(_ => 0, _ => Serve(surroundings).GetAwaiter().GetResult());
    }

    private static async Task<int> Serve(Surroundings surroundings)
    {
        var tools = new AgentTools(surroundings);
        var version = typeof(McpCommand).Assembly.GetName().Version?.ToString(3) ?? "0";
        var options = new McpServerOptions
        {
            ServerInfo = new Implementation { Name = "countersign", Version = version },
            ServerInstructions = Instructions,
            Handlers = new McpServerHandlers
            {
                ListToolsHandler = (_, _) => ValueTask.FromResult(new ListToolsResult { Tools = [.. AgentTools.All] }),
                CallToolHandler = (request, _) => ValueTask.FromResult(tools.Call(request.Params)),
            },
        };
        await using var input = Console.OpenStandardInput();
        await using var output = Console.OpenStandardOutput();
        var streams = new AnsweredStreams(input, output, () => tools.IsBusy);
        await using var transport = new StreamServerTransport(streams.Input, streams.Output, "countersign");
        await using var server = McpServer.Create(transport, options);
        await server.RunAsync().ConfigureAwait(false);
        return ExitCode.Allowed;
    }
}
