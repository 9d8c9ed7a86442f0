// Turns the list of methods that a check compiled while it ran into the profile that lets them be compiled ahead: ahead ASSEMBLIES LIST PROFILE
using Ahead;

if (args is not [var folder, var list, var output])
{
    Console.Error.WriteLine("usage: ahead ASSEMBLIES LIST PROFILE");
    return 2;
}

using var world = new World(folder);
var profile = new Profile(world);
var (kept, lost) = (0, 0);
foreach (var line in File.ReadLines(list).Where(line => line.Length > 0 && line[0] != '#'))
{
    try
    {
        foreach (var method in world.Find(line))
        {
            profile.Add(method);
            kept++;
        }
    }
    catch (FormatException problem)
    {
        // A name that changed: that method is compiled at run time, as it was before.
        Console.WriteLine($"{line}: {problem.Message}");
        lost++;
    }
}

profile.Write(output);
Console.WriteLine($"ahead: {kept} methods; {lost} lines mean nothing here");
return 0;
