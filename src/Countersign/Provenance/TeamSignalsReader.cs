// Reads a team's signs from their nodes; everything that is wrong is said at once.
using Countersign.Documents;
using Countersign.Signatures;

namespace Countersign.Provenance;

internal sealed class TeamSignalsReader(string file)
{
    internal static readonly string[] TopKeys = ["version", "table", "tools"];
    internal static readonly string[] ToolKeys = ["name", "kind", "addresses", "lines", "branches", "logins", "labels"];
    internal static readonly string[] LineKeys = ["key", "footer", "is", "begins", "holds"];
    internal static readonly string[] Kinds = ["assistant", "tool"];
    private const int MostTools = 200;
    private const int MostEach = 100;
    private const int Longest = 200;

    /// <summary>Shorter openings stand on lines that people write.</summary>
    private const int ShortestFooter = 8;
    private const int ShortestBranch = 3;

    private readonly ProblemList _problems = new("signals", file);
    private readonly List<AddressSignal> _addresses = [];
    private readonly List<LineSignal> _lines = [];
    private readonly List<HintSignal> _hints = [];

    public Parsed<TeamSignals> Read(Node node, Digest digest)
    {
        if (Fields.Of(node, "the table of signs", _problems) is not { } top)
        {
            return new Parsed<TeamSignals>.Bad(_problems.Items);
        }

        top.AllowOnly(TopKeys);
        if (top.OptionalText("version") is { } version && version != "1")
        {
            Wrong(top, "version", $"the table of signs has version '{Fields.Cut(version)}'", "This program reads version 1.");
        }

        var pin = Pin(top);
        var tools = top.Mappings("tools", "tool").ToList();
        if (tools.Count > MostTools)
        {
            Wrong(top, "tools", $"the table of signs has {tools.Count} tools", $"At most {MostTools} are read.");
        }

        tools.ForEach(Tool);
        return Parsed<TeamSignals>.From(() => new TeamSignals(pin, _addresses, _lines, _hints, file, digest), _problems.Items);
    }

    private int? Pin(Fields top)
    {
        if (top.OptionalText("table") is not { } text)
        {
            return null;
        }

        for (var known = 1; known <= SignalsTable.Version; known++)
        {
            if (text == $"signals/{known}")
            {
                return known;
            }
        }

        Wrong(
            top,
            "table",
            $"'table' is '{Fields.Cut(text)}', which this program does not have",
            $"It has signals/1 to signals/{SignalsTable.Version}; update the program, or name one of them."
        );
        return null;
    }

    private void Tool(Fields written)
    {
        var name = written.Text("name");
        var fields = name is null ? written : written.As($"tool '{Fields.Cut(name)}'");
        fields.AllowOnly(ToolKeys);
        if (name is null || IsOdd(name))
        {
            return;
        }

        var isProgram = fields.OneOf("kind", Kinds) == "tool";
        foreach (
            var address in Some(fields, "addresses", IsAddress, "Write the whole address, as in agent@example.org: a domain is shared by people.")
        )
        {
            _addresses.Add(new AddressSignal(name, address) { Class = isProgram ? AssistanceClass.Tool : AssistanceClass.Agent });
        }

        foreach (var line in fields.Mappings("lines", "line").Take(MostEach))
        {
            if (Line(name, line) is { } signal)
            {
                _lines.Add(isProgram ? signal with { Class = AssistanceClass.Tool } : signal);
            }
        }

        Hints(fields, name, "branches", HintPlace.Branch, ShortestBranch);
        Hints(fields, name, "logins", HintPlace.Login, 1);
        Hints(fields, name, "labels", HintPlace.Label, 1);
    }

    private void Hints(Fields fields, string tool, string key, HintPlace place, int shortest) =>
        _hints.AddRange(
            Some(fields, key, text => text.Length >= shortest, $"At least {shortest} letters.").Select(text => new HintSignal(tool, place, text))
        );

    private LineSignal? Line(string tool, Fields line)
    {
        line.AllowOnly(LineKeys);
        var tests = new[] { ("is", LineTest.Is), ("begins", LineTest.Begins), ("holds", LineTest.Holds) }
            .Where(test => line.Has(test.Item1))
            .ToList();
        var (key, footer) = (line.OptionalText("key"), line.OptionalText("footer"));
        if ((key is null) == (footer is null) || tests.Count > 1 || (footer is not null && tests.Count > 0))
        {
            Wrong(line, "key", $"{line.What} is not one sign", "Write 'key:' with at most one of is, begins and holds, or 'footer:' alone.");
            return null;
        }

        if (footer is not null)
        {
            var opens = MessageLine.FromFirstLetter(footer).ToString();
            if (opens.Length >= ShortestFooter && !IsOdd(footer))
            {
                return new LineSignal(tool, opens, LineTest.Any, IsFooter: true);
            }

            Wrong(
                line,
                "footer",
                $"the footer '{Fields.Cut(footer)}' is too short, too long or not one line",
                $"From {ShortestFooter} to {Longest} letters."
            );
            return null;
        }

        if (!MessageLine.TryKey($"{key}: x", out var parsed, out _) || !parsed.SequenceEqual(key))
        {
            Wrong(line, "key", $"'{Fields.Cut(key!)}' is no key of a line", "Letters, digits and '-', as in Made-by; at most 40.");
            return null;
        }

        if (key!.Equals("co-authored-by", StringComparison.OrdinalIgnoreCase) || key.Equals("signed-off-by", StringComparison.OrdinalIgnoreCase))
        {
            Wrong(line, "key", $"'{key}' names people as well", "Give the tool's address under 'addresses'; it counts as co-author too.");
            return null;
        }

        if (tests is not [var (word, test)])
        {
            return new LineSignal(tool, key, LineTest.Any);
        }

        return line.OptionalText(word) is { } value && !IsOdd(value) ? new LineSignal(tool, key, test, value) : null;
    }

    private IEnumerable<string> Some(Fields fields, string key, Func<string, bool> isGood, string remedy)
    {
        foreach (var text in fields.Texts(key).Take(MostEach))
        {
            if (!IsOdd(text.Text) && isGood(text.Text))
            {
                yield return text.Text;
            }
            else
            {
                _problems.Error(key, $"'{Fields.Cut(text.Text)}' in '{key}' of {fields.What} is no sign", remedy, text.Line);
            }
        }
    }

    private static bool IsAddress(string text) =>
        text.IndexOf('@') is var at and > 0 && at < text.Length - 1 && MessageLine.Addresses(text) is [var whole] && whole == text;

    private static bool IsOdd(string text) => text.Length > Longest || text.Any(char.IsControl);

    private void Wrong(Fields fields, string code, string message, string remedy) => _problems.Error(code, message, remedy, fields.LineOf(code));
}
