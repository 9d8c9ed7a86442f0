// Arithmetic modulo 2^255 - 19 in five limbs of 51 bits, for checking Ed25519; variable time, because no secret comes here.
using System.Buffers.Binary;

namespace Countersign.Signatures;

/// <summary>Limbs stay below 2^52 between operations, so five products with a factor 19 fit into 128 bits.</summary>
internal readonly struct FieldElement
{
    private const ulong Mask = (1UL << 51) - 1;
    private readonly ulong _l0,
        _l1,
        _l2,
        _l3,
        _l4;

    private FieldElement(ulong l0, ulong l1, ulong l2, ulong l3, ulong l4) => (_l0, _l1, _l2, _l3, _l4) = (l0, l1, l2, l3, l4);

    public static FieldElement Zero => default;

    public static FieldElement One => FromSmall(1);

    /// <summary>A number below 2^51.</summary>
    public static FieldElement FromSmall(ulong value) => new(value, 0, 0, 0, 0);

    /// <summary>32 bytes little-endian; bit 255 is ignored and numbers from p on are taken modulo p.</summary>
    public static FieldElement FromBytes(ReadOnlySpan<byte> bytes)
    {
        var a = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        var b = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
        var c = BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]);
        var d = BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]);
        return new(a & Mask, ((a >> 51) | (b << 13)) & Mask, ((b >> 38) | (c << 26)) & Mask, ((c >> 25) | (d << 39)) & Mask, (d >> 12) & Mask);
    }

    /// <summary>The one canonical form: 32 bytes little-endian, below p.</summary>
    public void WriteTo(Span<byte> bytes)
    {
        var t = Carry(_l0, _l1, _l2, _l3, _l4);
        // q is 1 exactly when t >= p: adding 19 then overflows 2^255.
        var q = (t._l0 + 19) >> 51;
        q = (t._l1 + q) >> 51;
        q = (t._l2 + q) >> 51;
        q = (t._l3 + q) >> 51;
        q = (t._l4 + q) >> 51;
        var r0 = t._l0 + (19 * q);
        var r1 = t._l1 + (r0 >> 51);
        var r2 = t._l2 + (r1 >> 51);
        var r3 = t._l3 + (r2 >> 51);
        var r4 = (t._l4 + (r3 >> 51)) & Mask;
        (r0, r1, r2, r3) = (r0 & Mask, r1 & Mask, r2 & Mask, r3 & Mask);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, r0 | (r1 << 51));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], (r1 >> 13) | (r2 << 38));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[16..], (r2 >> 26) | (r3 << 25));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[24..], (r3 >> 39) | (r4 << 12));
    }

    public bool IsZero => SameAs(Zero);

    public bool IsOdd
    {
        get
        {
            Span<byte> bytes = stackalloc byte[32];
            WriteTo(bytes);
            return (bytes[0] & 1) == 1;
        }
    }

    public bool SameAs(in FieldElement other)
    {
        Span<byte> a = stackalloc byte[32];
        Span<byte> b = stackalloc byte[32];
        WriteTo(a);
        other.WriteTo(b);
        return a.SequenceEqual(b);
    }

    public static FieldElement operator +(in FieldElement a, in FieldElement b) =>
        Carry(a._l0 + b._l0, a._l1 + b._l1, a._l2 + b._l2, a._l3 + b._l3, a._l4 + b._l4);

    /// <summary>16 p is added first, so that no limb goes below zero.</summary>
    public static FieldElement operator -(in FieldElement a, in FieldElement b) =>
        Carry(
            a._l0 + 36028797018963664UL - b._l0,
            a._l1 + 36028797018963952UL - b._l1,
            a._l2 + 36028797018963952UL - b._l2,
            a._l3 + 36028797018963952UL - b._l3,
            a._l4 + 36028797018963952UL - b._l4
        );

    public static FieldElement operator -(in FieldElement a) => Zero - a;

    public static FieldElement operator *(in FieldElement a, in FieldElement b)
    {
        var (b1, b2, b3, b4) = (b._l1 * 19, b._l2 * 19, b._l3 * 19, b._l4 * 19);
        var r0 = Wide.Product(a._l0, b._l0).Plus(a._l1, b4).Plus(a._l2, b3).Plus(a._l3, b2).Plus(a._l4, b1);
        var r1 = Wide.Product(a._l0, b._l1).Plus(a._l1, b._l0).Plus(a._l2, b4).Plus(a._l3, b3).Plus(a._l4, b2);
        var r2 = Wide.Product(a._l0, b._l2).Plus(a._l1, b._l1).Plus(a._l2, b._l0).Plus(a._l3, b4).Plus(a._l4, b3);
        var r3 = Wide.Product(a._l0, b._l3).Plus(a._l1, b._l2).Plus(a._l2, b._l1).Plus(a._l3, b._l0).Plus(a._l4, b4);
        var r4 = Wide.Product(a._l0, b._l4).Plus(a._l1, b._l3).Plus(a._l2, b._l2).Plus(a._l3, b._l1).Plus(a._l4, b._l0);
        return Reduce(r0, r1, r2, r3, r4);
    }

    public FieldElement Square()
    {
        var (d0, d1) = (_l0 * 2, _l1 * 2);
        var (n3, n4) = (_l3 * 19, _l4 * 19);
        var r0 = Wide.Product(_l0, _l0).Plus(d1, n4).Plus(_l2 * 2, n3);
        var r1 = Wide.Product(d0, _l1).Plus(_l2 * 2, n4).Plus(_l3, n3);
        var r2 = Wide.Product(d0, _l2).Plus(_l1, _l1).Plus(_l3 * 2, n4);
        var r3 = Wide.Product(d0, _l3).Plus(d1, _l2).Plus(_l4, n4);
        var r4 = Wide.Product(d0, _l4).Plus(d1, _l3).Plus(_l2, _l2);
        return Reduce(r0, r1, r2, r3, r4);
    }

    public FieldElement Square(int times)
    {
        var x = this;
        for (var i = 0; i < times; i++)
        {
            x = x.Square();
        }

        return x;
    }

    /// <summary>x^(p-2), which is 1/x, and 0 for 0.</summary>
    public FieldElement Invert()
    {
        var (x250, x11) = PowerLadder();
        return x250.Square(5) * x11;
    }

    /// <summary>x^((p-5)/8), the core of the square root.</summary>
    public FieldElement PowerForRoot() => PowerLadder().X250.Square(2) * this;

    /// <summary>x^(2^250-1) and x^11.</summary>
    private (FieldElement X250, FieldElement X11) PowerLadder()
    {
        var x2 = Square();
        var x9 = x2.Square(2) * this;
        var x11 = x9 * x2;
        var x5 = x11.Square() * x9;
        var x10 = x5.Square(5) * x5;
        var x20 = x10.Square(10) * x10;
        var x40 = x20.Square(20) * x20;
        var x50 = x40.Square(10) * x10;
        var x100 = x50.Square(50) * x50;
        var x200 = x100.Square(100) * x100;
        return (x200.Square(50) * x50, x11);
    }

    private static FieldElement Reduce(Wide r0, Wide r1, Wide r2, Wide r3, Wide r4)
    {
        r1 = r1.Plus(r0.Above51);
        r2 = r2.Plus(r1.Above51);
        r3 = r3.Plus(r2.Above51);
        r4 = r4.Plus(r3.Above51);
        var s0 = (r0.Low & Mask) + (19 * r4.Above51);
        return new(s0 & Mask, (r1.Low & Mask) + (s0 >> 51), r2.Low & Mask, r3.Low & Mask, r4.Low & Mask);
    }

    private static FieldElement Carry(ulong r0, ulong r1, ulong r2, ulong r3, ulong r4)
    {
        r1 += r0 >> 51;
        r2 += r1 >> 51;
        r3 += r2 >> 51;
        r4 += r3 >> 51;
        r0 = (r0 & Mask) + (19 * (r4 >> 51));
        return new(r0 & Mask, (r1 & Mask) + (r0 >> 51), r2 & Mask, r3 & Mask, r4 & Mask);
    }
}
