// Lets System.CommandLine print its help through our screen.
using System.Text;
using Countersign.Cli.Terminal;

namespace Countersign.Cli.Commands;

public sealed class ConsoleWriter(Screen screen) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => screen.Write(value.ToString());

    public override void Write(string? value) => screen.Write(value ?? "");

    public override void WriteLine(string? value) => screen.Line(value ?? "");
}
