// Where a command prints: plain text for programs, a little colour for people at a terminal.
using System.Text;

namespace Countersign.Cli.Terminal;

/// <summary>Colours appear only on a terminal and never under NO_COLOR. Control characters in what others wrote are shown, not sent.</summary>
public sealed class Screen
{
    private readonly TextWriter _out;
    private readonly TextWriter _error;
    private readonly Lazy<TextReader> _input;

    public Screen(TextWriter output, TextWriter error, TextReader input, bool colour, bool interactive, int width = 100)
        : this(output, error, new Lazy<TextReader>(input), colour, interactive, width) { }

    private Screen(TextWriter output, TextWriter error, Lazy<TextReader> input, bool colour, bool interactive, int width)
    {
        _out = output;
        _error = error;
        _input = input;
        HasColour = colour;
        IsInteractive = interactive;
        Width = width;
    }

    /// <summary>Set where a program asked: then people read on standard error, and standard output is the report's.</summary>
    public Report? Report { get; private set; }

    public bool HasColour { get; }

    /// <summary>True where a person can answer: both standard input and output are a terminal.</summary>
    public bool IsInteractive { get; }

    public int Width { get; }

    /// <summary>Opened when it is first read: preparing a terminal for that takes longer than a question to Git.</summary>
    public TextReader Input => _input.Value;

    public static Screen ForProcess()
    {
        var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = false };
        var error = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true };
        var noColour = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var terminal = !Console.IsOutputRedirected;
        var interactive = terminal && !Console.IsInputRedirected;
        return new Screen(
            output,
            error,
            new Lazy<TextReader>(static () =>
                Console.IsInputRedirected ? new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false)) : Console.In
            ),
            terminal && !noColour,
            interactive,
            terminal ? WidthOfTerminal() : 100
        );
    }

    /// <summary>All of standard input as UTF-8, cut behind so many letters: whoever reads it sees that it is too much.</summary>
    public byte[] ReadAll(int most)
    {
        var letters = new char[4096];
        var text = new StringBuilder();
        for (int length; text.Length <= most && (length = Input.Read(letters, 0, letters.Length)) > 0; )
        {
            text.Append(letters, 0, length);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public void Line(string text = "")
    {
        Report?.Say(text, endsLine: true);
        People.WriteLine(text);
    }

    public void Write(string text)
    {
        Report?.Say(text, endsLine: false);
        People.Write(text);
    }

    public Report BeginReport() => Report = new Report();

    public void Raw(ReadOnlySpan<byte> utf8) => _out.Write(Encoding.UTF8.GetString(utf8));

    /// <summary>Progress and problems go to standard error, so that --json stays clean.</summary>
    public void Aside(string text) => _error.WriteLine(text);

    /// <summary>One line on standard error that the next one takes the place of; empty text clears it. For a terminal only.</summary>
    public void Passing(string text) => _error.Write($"\r{(text.Length < Width ? text : text[..(Width - 1)])}\e[K");

    public void Flush() => _out.Flush();

    public string Bold(string text) => Paint("1", text);

    public string Dim(string text) => Paint("2", text);

    public string Red(string text) => Paint("31", text);

    public string Green(string text) => Paint("32", text);

    public string Yellow(string text) => Paint("33", text);

    public string Cyan(string text) => Paint("36", text);

    /// <summary>Asks one question on the terminal; null where nobody can answer.</summary>
    public string? Ask(string question)
    {
        if (!IsInteractive)
        {
            return null;
        }

        People.Write(question);
        People.Flush();
        return Input.ReadLine()?.Trim();
    }

    private TextWriter People => Report is null ? _out : _error;

    private string Paint(string code, string text) => HasColour && Report is null ? $"\e[{code}m{text}\e[0m" : text;

    private static int WidthOfTerminal()
    {
        try
        {
            return Math.Clamp(Console.WindowWidth, 60, 140);
        }
        catch (IOException)
        {
            return 100;
        }
    }
}
