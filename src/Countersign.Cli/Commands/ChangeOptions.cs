// The options that every verb about one change has: which change, which target, which key.
using System.CommandLine;

namespace Countersign.Cli.Commands;

public sealed record ChangeOptions(string? Revision, string? To, string? Key)
{
    public static Argument<string?> RevisionArgument() =>
        new("change") { Description = "A branch, commit or change id (default: HEAD)", Arity = ArgumentArity.ZeroOrOne };

    public static Option<string?> ToOption() =>
        new("--to", "--base") { Description = "The branch that the change would enter (default: the remote's main branch)" };

    public static Option<string?> KeyOption() =>
        new("--key") { Description = "Your signing key's file (default: countersign.key, then user.signingKey, then ~/.ssh)" };
}
