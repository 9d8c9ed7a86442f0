// The name by which statements are bound to one repository, whatever its address is today.
using System.Diagnostics.CodeAnalysis;

namespace Countersign.SignOffs;

/// <summary><c>git:32 hex</c> from hook install, <c>github:host:number</c> or <c>gitlab:host:number</c>. A fork has another one.</summary>
public readonly record struct RepositoryId
{
    private readonly string? text;

    private RepositoryId(string text) => this.text = text;

    /// <exception cref="FormatException">Not 16 bytes.</exception>
    public static RepositoryId FromBytes(ReadOnlySpan<byte> random) => new("git:" + HexId.Of(random));

    public static bool TryParse([NotNullWhen(true)] string? text, out RepositoryId id)
    {
        var fits = text is not null && Fits(text.Split(':'));
        id = fits ? new RepositoryId(text!) : default;
        return fits;
    }

    public static RepositoryId Parse(string text) =>
        TryParse(text, out var id)
            ? id
            : throw new FormatException($"not a repository id (git:32 hex, github:host:number, gitlab:host:number): '{text}'");

    public override string ToString() => text ?? "";

    private static bool Fits(string[] parts) =>
        parts switch
        {
            ["git", var hex] => HexId.Fits(hex),
            ["github" or "gitlab", var host, var number] => IsHost(host) && IsNumber(number),
            _ => false,
        };

    private static bool IsHost(string host) =>
        host.Length is > 0 and <= 253
        && char.IsAsciiLetterOrDigit(host[0])
        && host.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-');

    private static bool IsNumber(string number) => number.Length is > 0 and <= 19 && number[0] != '0' && number.All(char.IsAsciiDigit);
}
