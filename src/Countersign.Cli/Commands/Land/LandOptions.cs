// How a change is landed: which one, where, and in which form.
namespace Countersign.Cli.Commands.Land;

public enum LandForm
{
    /// <summary>A merge commit of the clean-room merge.</summary>
    Merge,

    /// <summary>One commit with the same content, in the names of those who made it.</summary>
    Squash,

    /// <summary>The offered commit itself, where it stands on the tip.</summary>
    FastForward,
}

public sealed record LandOptions(ChangeOptions Change, LandForm Form, string? Message);
