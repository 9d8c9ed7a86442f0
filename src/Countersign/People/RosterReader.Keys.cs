// Reads the keys of a person or a bot.
using Countersign.Documents;
using Countersign.Signatures;

namespace Countersign.People;

internal sealed partial class RosterReader
{
    private List<PersonKey> Keys(Fields fields) => [.. fields.Mappings("keys", "key").Select(Key).OfType<PersonKey>()];

    private PersonKey? Key(Fields fields)
    {
        fields.AllowOnly(KeyKeys);
        fields.Text("kind");
        var kind = fields.OneOf("kind", KeyKinds);
        var (after, before, since) = (fields.Time("valid-after"), fields.Time("valid-before"), fields.Time("compromised-since"));
        var origins = fields.Texts("origins");
        if (before <= after)
        {
            _problems.Error(
                "term",
                $"{fields.What} ends before it begins",
                "'valid-before' is the first moment at which it no longer signs.",
                fields.LineOf("valid-before")
            );
        }

        if (fields.Text("key") is not { } line || kind is null)
        {
            return null;
        }

        if (!SshPublicKey.TryParse(line, out var key, out var problem))
        {
            _problems.Error(
                "key",
                $"{fields.What}: {problem}",
                "Paste the line of the .pub file; make a new one with ssh-keygen -t ed25519.",
                fields.LineOf("key")
            );
            return null;
        }

        CheckKind(fields, kind, key, origins);
        return new PersonKey(key, (KeyKind)Array.IndexOf(KeyKinds, kind))
        {
            Origins = [.. origins.Select(origin => origin.Text)],
            ValidAfter = after,
            ValidBefore = before,
            CompromisedSince = since,
            Line = fields.Line,
        };
    }

    private void CheckKind(Fields fields, string kind, SshPublicKey key, IReadOnlyList<Node.Scalar> origins)
    {
        if ((kind is "hardware" or "passkey") != key.IsHardware)
        {
            _problems.Error(
                "key-kind",
                $"{fields.What} is of kind {kind} and its type is {key.Type}",
                "Keys of type sk-... are hardware or passkey; all others are file or agent.",
                fields.LineOf("kind")
            );
        }

        if ((kind == "passkey") != (origins.Count > 0))
        {
            _problems.Error(
                "origins",
                $"{fields.What} is of kind {kind} and names {origins.Count} origins",
                "A passkey names the web origins that may use it; other keys name none.",
                fields.LineOf("origins")
            );
        }

        foreach (var origin in origins.Where(origin => !IsOrigin(origin.Text)))
        {
            _problems.Error(
                "origin",
                $"'{Fields.Cut(origin.Text)}' is no web origin",
                "Write https://host or https://host:port, in lower case, without a path.",
                origin.Line
            );
        }
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.Host == "localhost"))
        && uri.GetLeftPart(UriPartial.Authority) == text
        && uri.UserInfo.Length == 0;
}
