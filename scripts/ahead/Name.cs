// A type's or method's name as the run-time compiler prints it: Outer+Inner`2[argument,argument]:Method[argument](parameters).
namespace Ahead;

internal sealed record Name(string Text, IReadOnlyList<Name> Arguments)
{
    /// <summary>The parameters are left out: whoever asks for a method gets all that share its name.</summary>
    /// <exception cref="FormatException">No method, or an array among the arguments.</exception>
    public static (Name Type, Name Method) ReadMethod(string line)
    {
        var at = 0;
        var type = Read(line, ref at);
        if (at == line.Length || line[at++] != ':')
        {
            throw new FormatException("it names no method");
        }

        return (type, Read(line, ref at));
    }

    private static Name Read(string line, ref int at)
    {
        var start = at;
        while (at < line.Length && line[at] is not ('[' or ']' or ',' or ':' or '('))
        {
            at++;
        }

        var text = line[start..at];
        if (at == line.Length || line[at] != '[')
        {
            return new Name(text, []);
        }

        var arguments = new List<Name>();
        do
        {
            at++;
            arguments.Add(Read(line, ref at));
        } while (at < line.Length && line[at] == ',');
        if (at == line.Length || line[at++] != ']' || arguments.Any(one => one.Text.Length == 0) || (at < line.Length && line[at] == '['))
        {
            throw new FormatException("arrays are not read");
        }

        return new Name(text, arguments);
    }
}
