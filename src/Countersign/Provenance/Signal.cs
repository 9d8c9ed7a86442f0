// One known sign of AI assistance in a commit: whose it is, where it stands, and how it is recognised.
namespace Countersign.Provenance;

/// <summary>
/// An address under which a tool commits or is named; compared whole and without case, because the same login occurs with
/// several ids and vendors' employees share the domain. <paramref name="IsDoubtful"/>: known to have been written without
/// any assistance, and so only a hint.
/// </summary>
public sealed record AddressSignal(string Tool, string Address, bool IsDoubtful = false)
{
    /// <summary>The version of the table that brought it.</summary>
    public int Since { get; init; } = 1;

    /// <summary>Tool for programs such as formatters, which are no AI and raise nothing.</summary>
    public AssistanceClass Class { get; init; } = AssistanceClass.Agent;
}

/// <summary>How the text after the key, or after the footer's opening, is judged.</summary>
public enum LineTest
{
    /// <summary>Any value that is not empty.</summary>
    Any,

    /// <summary>Begins with <see cref="LineSignal.Value"/>.</summary>
    Begins,

    /// <summary>Is <see cref="LineSignal.Value"/>, whole.</summary>
    Is,

    /// <summary>Holds <see cref="LineSignal.Value"/> as a whole word or words.</summary>
    Holds,

    /// <summary>Names a model or a tool of the vocabulary as a whole word; people are named in such lines as well.</summary>
    Vocabulary,

    /// <summary>Any value but no, none, false.</summary>
    NotNo,
}

/// <summary>
/// A line `Key: value` anywhere in the message, in any case, or, where <paramref name="IsFooter"/>, a line that begins with
/// <paramref name="Key"/> after any signs that are no letters.
/// </summary>
public sealed record LineSignal(string Tool, string Key, LineTest Test, string Value = "", bool IsFooter = false)
{
    public int Certainty { get; init; } = 1;

    public int Since { get; init; } = 1;

    public AssistanceClass Class { get; init; } = AssistanceClass.Assisted;
}

public enum HintPlace
{
    /// <summary>A branch whose name begins so.</summary>
    Branch,

    /// <summary>The account that opened the change at a forge, without case.</summary>
    Login,

    /// <summary>A label of the change at a forge, without case.</summary>
    Label,
}

/// <summary>Says something of a change as a whole, from a place where anybody writes anything.</summary>
public sealed record HintSignal(string Tool, HintPlace Place, string Text)
{
    public int Since { get; init; } = 2;
}
