// Points of edwards25519 in extended coordinates, and the double multiplication that checking a signature needs.
using System.Buffers.Binary;

namespace Countersign.Signatures;

/// <summary>x = X/Z, y = Y/Z, T = XY/Z. The formulas (Hisil, Wong, Carter, Dawson 2008, a = -1) are complete on this curve.</summary>
internal readonly struct EdwardsPoint
{
    private const int KeyWindow = 5;
    private const int BaseWindow = 7;

    private static readonly FieldElement D = -(FieldElement.FromSmall(121665) * FieldElement.FromSmall(121666).Invert());
    private static readonly FieldElement TwoD = D + D;

    // 2 is no square modulo p, hence 2^((p-1)/4) = (2^((p-5)/8))^2 * 2 is a root of -1.
    private static readonly FieldElement RootOfMinusOne = FieldElement.FromSmall(2).PowerForRoot().Square() * FieldElement.FromSmall(2);
    private static readonly Addend[] BaseMultiples = OddMultiples(BasePoint(), BaseWindow);

    private readonly FieldElement _x,
        _y,
        _z,
        _t;

    private EdwardsPoint(in FieldElement x, in FieldElement y, in FieldElement z, in FieldElement t) => (_x, _y, _z, _t) = (x, y, z, t);

    private static EdwardsPoint Neutral => new(FieldElement.Zero, FieldElement.One, FieldElement.One, FieldElement.Zero);

    /// <summary>RFC 8032 5.1.3: refuses y >= p, y without a point, and a negative zero x.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out EdwardsPoint point)
    {
        point = default;
        var negative = (bytes[31] & 0x80) != 0;
        var y = FieldElement.FromBytes(bytes);
        Span<byte> canonical = stackalloc byte[32];
        y.WriteTo(canonical);
        canonical[31] |= (byte)(bytes[31] & 0x80);
        if (!canonical.SequenceEqual(bytes))
        {
            return false;
        }

        var square = y.Square();
        var u = square - FieldElement.One;
        var v = (D * square) + FieldElement.One;
        var v3 = v.Square() * v;
        var x = u * v3 * (u * v3.Square() * v).PowerForRoot();
        var check = v * x.Square();
        if (check.SameAs(-u))
        {
            x *= RootOfMinusOne;
        }
        else if (!check.SameAs(u))
        {
            return false;
        }

        if (x.IsZero && negative)
        {
            return false;
        }

        x = x.IsOdd == negative ? x : -x;
        point = new EdwardsPoint(x, y, FieldElement.One, x * y);
        return true;
    }

    public void Encode(Span<byte> bytes)
    {
        var inverse = _z.Invert();
        (_y * inverse).WriteTo(bytes);
        bytes[31] |= (byte)((_x * inverse).IsOdd ? 0x80 : 0);
    }

    /// <summary>True for the eight points whose order divides 8.</summary>
    public bool IsSmallOrder
    {
        get
        {
            var eight = Double().Double().Double();
            return eight._x.IsZero && eight._y.SameAs(eight._z);
        }
    }

    public EdwardsPoint Negate() => new(-_x, _y, _z, -_t);

    /// <summary>[scalar] B + [keyScalar] key, with both scalars 32 bytes little-endian and below 2^253; variable time.</summary>
    public static EdwardsPoint BasePlus(ReadOnlySpan<byte> scalar, in EdwardsPoint key, ReadOnlySpan<byte> keyScalar)
    {
        Span<sbyte> baseDigits = stackalloc sbyte[256];
        Span<sbyte> keyDigits = stackalloc sbyte[256];
        SparseDigits(scalar, BaseWindow, baseDigits);
        SparseDigits(keyScalar, KeyWindow, keyDigits);
        var keyMultiples = OddMultiples(key, KeyWindow);
        var sum = Neutral;
        for (var i = 255; i >= 0; i--)
        {
            sum = sum.Double();
            sum = sum.AddDigit(baseDigits[i], BaseMultiples);
            sum = sum.AddDigit(keyDigits[i], keyMultiples);
        }

        return sum;
    }

    private static EdwardsPoint BasePoint()
    {
        Span<byte> encoded = stackalloc byte[32];
        (FieldElement.FromSmall(4) * FieldElement.FromSmall(5).Invert()).WriteTo(encoded);
        return TryDecode(encoded, out var point) ? point : throw new InvalidOperationException("The base point is on the curve.");
    }

    private EdwardsPoint AddDigit(sbyte digit, Addend[] oddMultiples) =>
        digit switch
        {
            0 => this,
            > 0 => Add(oddMultiples[digit / 2]),
            < 0 => Add(oddMultiples[-digit / 2].Negate()),
        };

    private EdwardsPoint Double()
    {
        var a = _x.Square();
        var b = _y.Square();
        var c = _z.Square();
        var h = a + b;
        var e = h - (_x + _y).Square();
        var g = a - b;
        var f = c + c + g;
        return new EdwardsPoint(e * f, g * h, f * g, e * h);
    }

    private EdwardsPoint Add(in Addend other)
    {
        var a = (_y - _x) * other.YMinusX;
        var b = (_y + _x) * other.YPlusX;
        var c = _t * other.T2D;
        var d = _z * other.Z2;
        var (e, f, g, h) = (b - a, d - c, d + c, b + a);
        return new EdwardsPoint(e * f, g * h, f * g, e * h);
    }

    private Addend ToAddend() => new(_y + _x, _y - _x, _z + _z, _t * TwoD);

    private static Addend[] OddMultiples(in EdwardsPoint point, int window)
    {
        var twice = point.Double().ToAddend();
        var multiples = new Addend[1 << (window - 2)];
        var next = point;
        for (var i = 0; i < multiples.Length; i++)
        {
            multiples[i] = next.ToAddend();
            next = next.Add(twice);
        }

        return multiples;
    }

    /// <summary>The width-w non-adjacent form: odd digits below 2^(w-1) in size, at least w-1 zeros between two of them.</summary>
    private static void SparseDigits(ReadOnlySpan<byte> scalar, int window, Span<sbyte> digits)
    {
        Span<ulong> words = stackalloc ulong[5];
        for (var i = 0; i < 4; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt64LittleEndian(scalar[(8 * i)..]);
        }

        words[4] = 0;
        digits.Clear();
        var width = 1UL << window;
        var carry = 0UL;
        for (var position = 0; position < 256; )
        {
            var (word, bit) = (position / 64, position % 64);
            var bits = words[word] >> bit;
            bits = bit > 64 - window ? bits | (words[word + 1] << (64 - bit)) : bits;
            var digit = carry + (bits & (width - 1));
            if ((digit & 1) == 0)
            {
                position++;
                continue;
            }

            carry = digit < width / 2 ? 0UL : 1UL;
            digits[position] = (sbyte)((long)digit - (long)(carry * width));
            position += window;
        }
    }

    /// <summary>A point made ready to be added often.</summary>
    private readonly record struct Addend(FieldElement YPlusX, FieldElement YMinusX, FieldElement Z2, FieldElement T2D)
    {
        public Addend Negate() => new(YMinusX, YPlusX, Z2, -T2D);
    }
}
