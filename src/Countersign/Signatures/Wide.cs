// A sum of products in 128 bits; not UInt128, because code with one cannot be compiled ahead of time and is slow at every start.
namespace Countersign.Signatures;

/// <summary>Wraps beyond 2^128, which sums of five products of a field element's limbs never reach.</summary>
internal readonly record struct Wide(ulong High, ulong Low)
{
    /// <summary>The sum divided by 2^51, for sums below 2^115.</summary>
    public ulong Above51 => (High << 13) | (Low >> 51);

    public static Wide Product(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return new(high, low);
    }

    public Wide Plus(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        var sum = Low + low;
        return new(High + high + (sum < low ? 1UL : 0), sum);
    }

    public Wide Plus(ulong small)
    {
        var sum = Low + small;
        return new(High + (sum < small ? 1UL : 0), sum);
    }
}
