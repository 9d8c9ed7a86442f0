// Seeded hostile inputs for every parser: a good document, bent.
namespace Countersign.Adapters.Tests.Documents;

/// <summary>COUNTERSIGN_LONG=1 makes ten times as many. The seed is fixed, so that a failure can be had again.</summary>
internal static class Hostile
{
    public static int Count(int ordinary) => Environment.GetEnvironmentVariable("COUNTERSIGN_LONG") == "1" ? ordinary * 10 : ordinary;

    public static IEnumerable<byte[]> Mutations(byte[] good, byte[] spice, int ordinary)
    {
        var random = new Random(20260105);
        for (var i = Count(ordinary); i > 0; i--)
        {
            var bytes = good.ToList();
            for (var bends = random.Next(1, 8); bends > 0; bends--)
            {
                Bend(bytes, spice, random);
            }

            yield return [.. bytes];
        }
    }

    private static void Bend(List<byte> bytes, byte[] spice, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        var some = Math.Min(random.Next(1, 12), bytes.Count - at);
        switch (random.Next(6))
        {
            case 0:
                bytes.Insert(at, spice[random.Next(spice.Length)]);
                break;
            case 1:
                bytes.RemoveRange(at, some);
                break;
            case 2:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, some));
                break;
            case 3 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 4:
                bytes.InsertRange(at, Enumerable.Repeat(spice[random.Next(spice.Length)], random.Next(1, 80)));
                break;
            default:
                bytes.RemoveRange(at, random.Next(bytes.Count - at + 1));
                break;
        }
    }
}
