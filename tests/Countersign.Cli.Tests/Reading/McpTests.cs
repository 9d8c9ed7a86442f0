// `countersign mcp` as an agent meets it: a real process, JSON-RPC on its standard input and output, and nothing signed.
using System.Diagnostics;
using System.Text.Json;
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Reading;

public sealed class McpTests : IDisposable
{
    private readonly GivenGate _gate = GivenGate.Open();
    private Process? _server;
    private int _id;

    public void Dispose()
    {
        _server?.Kill(entireProcessTree: true);
        _server?.Dispose();
        _gate.Dispose();
    }

    [Fact]
    public void An_agent_checks_its_change_and_is_told_what_is_missing_and_by_whom()
    {
        _gate.Commit("jun", "timeout", "config/checkout.yml", GivenGate.NewTimeout, "checkout: wait longer");
        Start();

        var tools = Ask("tools/list", new { }).GetProperty("tools");
        var said = Call("check", new { head = "timeout" });
        var nowhere = Call("check", new { head = "no-such-branch" });

        tools.EnumerateArray().Select(tool => tool.GetProperty("name").GetString()).ShouldBe(["check", "why", "case", "propose"]);
        said.IsError.ShouldBeFalse();
        using var verdict = JsonDocument.Parse(said.Text);
        verdict.RootElement.GetProperty("verdict").GetString().ShouldBe("Held");
        verdict.RootElement.GetProperty("missing").EnumerateArray().First().GetProperty("how").GetString().ShouldNotBeNullOrEmpty();
        nowhere.IsError.ShouldBeTrue();
        nowhere.Text.ShouldContain("no commit 'no-such-branch'");
    }

    [Fact]
    public void A_change_too_large_for_one_reader_comes_back_with_where_to_cut()
    {
        var files = Enumerable
            .Range(1, 12)
            .ToDictionary(i => $"src/part{i % 3}/Step{i}.cs", i => GivenGate.Lines(100, line => $"var step{i} = {line};"));
        _gate.Commit("jun", "large", files, "checkout: every step");
        Start();

        using var verdict = JsonDocument.Parse(Call("check", new { head = "large" }).Text);

        verdict.RootElement.GetProperty("verdict").GetString().ShouldBe("Refused");
        var parts = verdict.RootElement.GetProperty("cut").EnumerateArray().ToList();
        parts.Count.ShouldBeGreaterThan(1);
        parts.Sum(part => part.GetProperty("files").GetArrayLength()).ShouldBe(files.Count);
        parts.ShouldAllBe(part => part.GetProperty("minutes").GetDouble() > 0);
    }

    [Fact]
    public void A_case_and_an_offer_are_prepared_for_the_person_and_nothing_is_signed()
    {
        _gate.OfferTimeout();
        var records = _gate.OnServer("rev-parse", "refs/countersign/records").Output;
        Start();

        var drafted = Call(
            "case",
            new
            {
                change = "timeout",
                why = "the bank is slow\n# not a heading",
                breaks = "carts wait",
            }
        );
        var proposed = Call(
            "propose",
            new
            {
                change = "timeout; rm -rf .",
                ai = "agent",
                tool = "Some Agent",
            }
        );
        var empty = Call("case", new { });
        var unknown = Call("sign", new { change = "timeout" });

        drafted.IsError.ShouldBeFalse(drafted.Text);
        drafted.Text.ShouldContain("countersign case timeout --from ");
        _gate.OnServer("rev-parse", "refs/countersign/records").Output.ShouldBe(records, "an agent signs nothing");
        proposed.Text.ShouldContain("countersign propose 'timeout; rm -rf .' --ai agent --tool 'Some Agent'");
        empty.IsError.ShouldBeTrue();
        unknown.IsError.ShouldBeTrue();
        var file = drafted.Text[(drafted.Text.IndexOf("--from ", StringComparison.Ordinal) + 7)..].Trim('\'', '\n', ' ');
        var signed = _gate.Run("jun", "case", "timeout", "--from", file);
        signed.Output.ShouldContain("The case is signed by jun: why, breaks");
    }

    private void Start()
    {
        var clone = _gate.Clone("jun");
        _gate.Git(clone, "fetch", "-q", "origin");
        var start = new ProcessStartInfo(GivenGate.Program, ["mcp"])
        {
            WorkingDirectory = clone,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _server = Process.Start(start)!;
        _server.ErrorDataReceived += (_, _) => { };
        _server.BeginErrorReadLine();
        var hello = Ask(
            "initialize",
            new
            {
                protocolVersion = "2025-06-18",
                capabilities = new { },
                clientInfo = new { name = "test", version = "1" },
            }
        );
        hello.GetProperty("serverInfo").GetProperty("name").GetString().ShouldBe("countersign");
        Send(new { jsonrpc = "2.0", method = "notifications/initialized" });
    }

    private (string Text, bool IsError) Call(string name, object arguments)
    {
        var result = Ask("tools/call", new { name, arguments });
        return (
            result.GetProperty("content")[0].GetProperty("text").GetString()!,
            result.TryGetProperty("isError", out var wrong) && wrong.ValueKind == JsonValueKind.True
        );
    }

    private JsonElement Ask(string method, object parameters)
    {
        var id = ++_id;
        Send(
            new
            {
                jsonrpc = "2.0",
                id,
                method,
                @params = parameters,
            }
        );
        while (_server!.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)).GetAwaiter().GetResult() is { } line)
        {
            using var answer = JsonDocument.Parse(line);
            if (answer.RootElement.TryGetProperty("id", out var of) && of.GetInt32() == id)
            {
                return answer.RootElement.TryGetProperty("result", out var result)
                    ? result.Clone()
                    : throw new InvalidOperationException(answer.RootElement.ToString());
            }
        }

        throw new InvalidOperationException("the server ended");
    }

    private void Send(object message)
    {
        _server!.StandardInput.WriteLine(JsonSerializer.Serialize(message));
        _server.StandardInput.Flush();
    }
}
