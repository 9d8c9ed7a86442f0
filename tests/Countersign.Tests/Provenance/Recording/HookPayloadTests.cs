// What five tools send their hooks is read by one reader; whatever else comes breaks nothing.
using System.Text;
using Countersign.Provenance.Recording;
using Countersign.Tests.Documents;
using FsCheck;
using FsCheck.Fluent;

namespace Countersign.Tests.Provenance.Recording;

public sealed class HookPayloadTests
{
    [Theory]
    [InlineData(
        "Claude Code, with the patch that it made",
        """{"session_id":"s","cwd":"/w","hook_event_name":"PostToolUse","tool_name":"Edit","tool_input":{"file_path":"/w/a.cs","old_string":"x","new_string":"x\ny"},"tool_response":{"filePath":"/w/a.cs","structuredPatch":[{"oldStart":1,"newStart":1,"lines":[" x","-z","+y","+"]}]}}""",
        "/w/a.cs: y|"
    )]
    [InlineData(
        "Claude Code, several edits",
        """{"tool_name":"MultiEdit","tool_input":{"file_path":"a","edits":[{"old_string":"x\ny","new_string":"y\nx2"},{"old_string":"","new_string":"z\r\n"}]}}""",
        "a: x2|z\r"
    )]
    [InlineData("Claude Code, a whole file", """{"tool_name":"Write","tool_input":{"file_path":"a","content":"x\n\ny\n"}}""", "a: x||y")]
    [InlineData("Claude Code, a notebook", """{"tool_name":"NotebookEdit","tool_input":{"notebook_path":"a.ipynb","new_source":"x"}}""", "a.ipynb: ")]
    [InlineData(
        "Cursor",
        """{"conversation_id":"c","model":"gpt-5.5","cursor_version":"2.4","workspace_roots":["/w"],"hook_event_name":"afterFileEdit","file_path":"/w/a","edits":[{"old_string":"1","new_string":"1\n2"}]}""",
        "/w/a: 2"
    )]
    [InlineData(
        "Gemini CLI",
        """{"hook_event_name":"AfterTool","tool_name":"replace","tool_input":{"file_path":"a","old_string":"x","new_string":"y"},"tool_response":{"llmContent":"ok","error":null}}""",
        "a: y"
    )]
    [InlineData(
        "Gemini CLI, failed",
        """{"hook_event_name":"AfterTool","tool_name":"replace","tool_input":{"file_path":"a","new_string":"y"},"tool_response":{"error":{"message":"no"}}}""",
        ""
    )]
    [InlineData(
        "Copilot CLI, its arguments as a text",
        """{"sessionId":"s","toolName":"create","toolArgs":"{\"path\":\"a\",\"file_text\":\"x\\n\"}","toolResult":{"resultType":"success"}}""",
        "a: x"
    )]
    [InlineData(
        "Copilot CLI, refused",
        """{"toolName":"edit","toolArgs":{"path":"a","old_str":"x","new_str":"y"},"toolResult":{"resultType":"denied"}}""",
        ""
    )]
    [InlineData("Copilot CLI, only looked", """{"toolName":"str_replace_editor","toolArgs":{"command":"view","path":"a"}}""", "")]
    [InlineData("a shell", """{"toolName":"bash","toolArgs":{"command":"echo x > a","path":"a"}}""", "")]
    [InlineData("before the edit", """{"hook_event_name":"PreToolUse","tool_name":"Edit","tool_input":{"file_path":"a","new_string":"y"}}""", "")]
    [InlineData(
        "Codex",
        """{"hook_event_name":"PostToolUse","tool_name":"apply_patch","model":"gpt-5.5-codex","tool_input":{"command":"apply_patch <<'EOF'\n*** Begin Patch\n*** Add File: new.cs\n+one\n+\n*** Update File: old name.cs\n*** Move to: moved.cs\n@@ class\n-x\n+y\n z\n*** Delete File: gone.cs\n+no\n*** End Patch\n+after\nEOF"}}""",
        "new.cs: one|; moved.cs: y"
    )]
    public void An_edit_is_read_with_its_lines(string from, string json, string edits)
    {
        var read = HookPayload.Read(Encoding.UTF8.GetBytes(json));

        read.ShouldNotBeNull(from);
        string.Join("; ", read.Files.Select(file => $"{file.Path}: {string.Join('|', file.Lines)}")).ShouldBe(edits, from);
    }

    [Fact]
    public void The_start_of_a_session_names_its_model_and_no_file()
    {
        var read = HookPayload.Read(
            """{"session_id":"s","hook_event_name":"SessionStart","source":"startup","model":"claude-opus-4-8","cwd":"/w"}"""u8.ToArray()
        );

        (read!.Session, read.Model, read.Folder, read.Files.Count).ShouldBe(("s", "claude-opus-4-8", "/w", 0));
    }

    [Fact]
    public void A_payload_with_anything_changed_in_it_is_read_or_is_none()
    {
        var good =
            """{"session_id":"s","cwd":"/w","tool_name":"apply_patch","tool_input":{"command":"*** Begin Patch\n*** Add File: a\n+x"},"tool_response":{"structuredPatch":[{"lines":["+y"]}]}}"""u8.ToArray();
        foreach (var bytes in Hostile.Mutations(good, "{}[]\"\\:,*+"u8.ToArray(), 2_000))
        {
            Should.NotThrow(() => HookPayload.Read(bytes));
        }
    }

    [Theory]
    [InlineData("""{"tool_name":"Edit","tool_input":{"file_path":["a"],"new_string":{"x":1}}}""")]
    [InlineData("""{"tool_name":"Edit","tool_input":"{\"file_path\":"}""")]
    [InlineData("""{"tool_name":"Edit","tool_input":{"file_path":"\ud800","new_string":"x"}}""")]
    [InlineData(
        """{"tool_name":"Write","tool_input":{"file_path":"a","content":"\ud800"},"tool_response":{"structuredPatch":[7,{"lines":[1,"+"]}]}}"""
    )]
    [InlineData("""{"edits":[[],null,"x"],"workspace_roots":[7]}""")]
    public void Fields_of_the_wrong_kind_are_as_absent(string json) => Should.NotThrow(() => HookPayload.Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void What_is_too_large_is_none_and_many_lines_are_cut()
    {
        HookPayload.Read(new byte[HookPayload.Largest + 1]).ShouldBeNull();
        var many = string.Concat(Enumerable.Repeat("x\\n", 50_000));
        HookPayload
            .Read(Encoding.UTF8.GetBytes("{\"tool_name\":\"Write\",\"tool_input\":{\"file_path\":\"a\",\"content\":\"" + many + "\"}}"))!
            .Files[0]
            .Lines.Count.ShouldBe(20_000);
    }

    [Fact]
    public void Any_bytes_at_all_are_read_without_a_fault() =>
        Prop.ForAll<byte[]>(bytes => HookPayload.Read(bytes) is null || true).QuickCheckThrowOnFailure();
}
