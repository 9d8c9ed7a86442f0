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

    [Fact]
    public async Task Whatever_was_asked_is_answered_before_the_server_ends_with_its_input()
    {
        _gate.OfferTimeout();
        Start(greets: false);
        var hello = new
        {
            protocolVersion = "2025-06-18",
            capabilities = new { },
            clientInfo = new { name = "test", version = "1" },
        };
        Send(
            new
            {
                jsonrpc = "2.0",
                id = "a",
                method = "initialize",
                @params = hello,
            }
        );
        Send(new { jsonrpc = "2.0", method = "notifications/initialized" });
        Send(
            new
            {
                jsonrpc = "2.0",
                id = 7,
                method = "tools/call",
                @params = new { name = "check", arguments = new { head = "timeout" } },
            }
        );
        _server!.StandardInput.Write(
            JsonSerializer.Serialize(
                new
                {
                    jsonrpc = "2.0",
                    id = 8,
                    method = "tools/list",
                }
            )
        );
        _server.StandardInput.Close();

        var said = await _server
            .StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        var lines = said.Trim().Split('\n');

        lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").ToString()).ShouldBe(["a", "7", "8"], ignoreOrder: true);
        _server.WaitForExit(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        _server.ExitCode.ShouldBe(0);
    }

    [Fact]
    public void Input_that_asks_for_nothing_or_is_no_message_ends_the_server_without_waiting_for_long()
    {
        Start(greets: false);
        _server!.StandardInput.Write("{\"id\":1,\"method\":5}\nnot json\n{\"jsonrpc\":\"2.0\",\"method\":\"x\"}\n");
        _server.StandardInput.Close();

        _server.WaitForExit(TimeSpan.FromSeconds(30)).ShouldBeTrue();
    }

    [Fact]
    public void An_argument_that_a_tool_does_not_know_or_cannot_take_is_an_error_and_never_left_out()
    {
        _gate.OfferTimeout();
        Start();
        var offer = new { ai = "agent", tool = "T" };

        Wrong(
            "propose",
            new
            {
                ai = "agent",
                tool = "T",
                change = new string('x', 501),
            },
            "change has at most 500 letters, and this has 501"
        );
        Wrong(
            "propose",
            new
            {
                ai = "agent",
                tool = "T",
                change = " ",
            },
            "change is empty"
        );
        Wrong(
            "propose",
            new
            {
                ai = "agent",
                tool = "T",
                branch = "timeout",
            },
            "propose takes no 'branch'; it takes change, ai, tool, model"
        );
        Wrong("propose", new { ai = "none", tool = "T" }, "ai is one of advised, assisted, agent");
        Wrong("propose", new { ai = "agent" }, "propose needs tool");
        Wrong("check", new { head = 5 }, "head is a text");
        Wrong("case", new { why = new string('x', 20_001) }, "why has at most 20000 letters");
        Wrong("why", new { path = "README.md" }, "why needs line");
        Wrong("why", new { path = "README.md", line = 0 }, "line is a whole number from 1 on");
        Wrong("why", new { path = "--help", line = 1 }, "--help");
        Wrong(
            "why",
            new
            {
                path = "README.md",
                line = 1,
                revision = "--help",
            },
            "--help"
        );
        Call("propose", offer).IsError.ShouldBeFalse();
        Call(
            "propose",
            new
            {
                ai = "agent",
                tool = "T",
                change = new string('x', 500),
                model = (string?)null,
            }
        )
            .Text.ShouldContain(new string('x', 500));

        void Wrong(string tool, object arguments, string why)
        {
            var (text, isError) = Call(tool, arguments);
            text.ShouldContain(why);
            text.ShouldNotContain("Usage:");
            isError.ShouldBeTrue(text);
        }
    }

    private void Start(bool greets = true)
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
        if (!greets)
        {
            return;
        }

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
