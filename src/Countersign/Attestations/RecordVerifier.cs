// Decides whether stored bytes are a record that counts: one statement, one signer, the right key, this repository.
using System.Text;
using Countersign.Cases;
using Countersign.People;
using Countersign.Signatures;
using Countersign.SignOffs;

namespace Countersign.Attestations;

/// <summary>Never throws and reads nothing but its arguments. Whether the content fits the change is asked later. Source: specs/records-store.md.</summary>
public static class RecordVerifier
{
    private const string SignAgain = "Sign it again with a key that the roster has for you.";

    /// <param name="path">Where the record lies; null where it is not in a store, such as a landing.</param>
    public static Verification Verify(ReadOnlyMemory<byte> stored, RecordPath? path, TrustContext trust)
    {
        if (!DsseEnvelope.TryParse(stored.Span, out var envelope, out var problem))
        {
            return Reject("envelope", problem, "Write it with a current countersign.");
        }

        if (envelope.PayloadType != StatementWriter.PayloadType || envelope.Signatures.Count != 1)
        {
            return Reject(
                "envelope",
                $"a record has the payload type {StatementWriter.PayloadType} and exactly one signature",
                "One person, one record: sign separately."
            );
        }

        return StatementReader
            .Read(envelope.Payload)
            .Match(
                (statement, _) => Check(Digest.Of(stored.Span), envelope, statement, path, trust),
                problems => Reject("statement", string.Join("; ", problems.Take(5).Select(one => one.Message)), problems[0].Remedy)
            );
    }

    private static Verification Check(Digest id, DsseEnvelope envelope, Statement statement, RecordPath? path, TrustContext trust)
    {
        var form = StatementForm.Of(statement);
        if (statement.Context.Repository != trust.Repository)
        {
            return Reject(
                "repository",
                $"it is for {statement.Context.Repository}, and this is {trust.Repository}",
                "A sign-off holds in one repository only; sign here."
            );
        }

        if (path is { } place && !place.Fits(statement, id))
        {
            return Reject("path", $"it does not belong at {place}", "Write it with a current countersign; the name is the SHA-256 of the content.");
        }

        var signed = Dsse.Pae(envelope.PayloadType, envelope.Payload.Span);
        var outcome = form.Namespace is null
            ? CheckGate(envelope.Signatures[0], signed, statement, trust)
            : CheckSsh(envelope.Signatures[0], signed, statement, form, form.Namespace, trust);
        return outcome.Rejected is { } rejected
            ? rejected
            : new Verification.Good(new VerifiedRecord(id, Digest.Of(envelope.Payload.Span), statement, form, outcome.Kind, outcome.Fingerprint));
    }

    private static KeyAnswer CheckGate(DsseSignature signature, byte[] signed, Statement statement, TrustContext trust)
    {
        if (statement.Signer.Id.Value != Landing.SignerId)
        {
            return No("signer", "only the gate signs landings", "See the trust file.");
        }

        var key = trust.GateKeys.FirstOrDefault(key => key.Verify(signed, signature.Sig.Span));
        return key is null
            ? No("signature", "no trusted gate key made this signature", "Check the gate keys in the trust file.")
            : new KeyAnswer(KeyKind.File, key.Fingerprint.ToString());
    }

    private static KeyAnswer CheckSsh(
        DsseSignature signature,
        byte[] signed,
        Statement statement,
        StatementForm form,
        string @namespace,
        TrustContext trust
    )
    {
        if (!Ascii.IsValid(signature.Sig.Span) || !SshSignature.TryParse(Encoding.ASCII.GetString(signature.Sig.Span), out var ssh, out _))
        {
            return No("signature", "the signature is not an armoured SSH signature", SignAgain);
        }

        var holder = form.SignedBy == RecordSigner.Root ? RootHolder(ssh.PublicKey, trust) : trust.Roster(ssh.PublicKey);
        if (holder is null)
        {
            var list = form.SignedBy == RecordSigner.Root ? "trust file's root keys" : "roster";
            return No("key", $"the {list} does not know the key {ssh.PublicKey.Fingerprint}", SignAgain);
        }

        return WhyNot(holder, statement, form, trust)
            ?? ssh.Verify(signed, @namespace).Match(good => CheckGesture(good, holder), bad => No("signature", bad.Reason, SignAgain));
    }

    private static KeyHolder? RootHolder(SshPublicKey key, TrustContext trust) =>
        trust.RootKeys.Contains(key) ? new KeyHolder { Id = PersonId.Parse(RootApproval.SignerId) } : null;

    private static KeyAnswer? WhyNot(KeyHolder holder, Statement statement, StatementForm form, TrustContext trust)
    {
        var now = trust.Now;
        if (holder.Id != statement.Signer.Id)
        {
            return No("signer", $"it says {statement.Signer.Id} and the key is {holder.Id}'s", SignAgain);
        }

        if (holder.IsBot != (form.SignedBy == RecordSigner.Bot))
        {
            return No(
                "signer",
                holder.IsBot ? "a bot gives evidence and signs nothing else" : "evidence comes from a rostered bot",
                "See `may` in the roster."
            );
        }

        if (statement is Evidence evidence && !holder.MayGive.Contains(evidence.Name, StringComparer.Ordinal))
        {
            return No(
                "signer",
                $"{holder.Id} may not give evidence named {evidence.Name}",
                "Add the name to the bot's `may: [evidence: ...]` in the roster."
            );
        }

        if (holder.CompromisedSince <= now)
        {
            return No("key", $"the key is compromised since {holder.CompromisedSince:u}", "Sign with another key.");
        }

        var hasEnded = holder.ValidBefore <= now && !(trust.HoldsPastItsKey && Holds(statement) && holder.CanStillSign(now));
        return holder.ValidAfter > now || hasEnded ? No("key", "the key is not valid at this time", "Sign with a valid key.") : null;
    }

    /// <summary>Asks for more, takes something back, or closes what the same person opened; grants nothing.</summary>
    private static bool Holds(Statement statement) =>
        statement
            is SignOff { Decision: DecisionKind.Object or DecisionKind.Withdraw or DecisionKind.Decline }
                or PatchSet
                or Question
                or Answer
                or Condition
                or ConditionMet;

    /// <summary>Stock ssh-keygen asks for none of this; we do.</summary>
    private static KeyAnswer CheckGesture(SshVerification.Good good, KeyHolder holder)
    {
        if (good.Origin is { } origin)
        {
            return good.UserVerification == true && good.UserPresence == true && holder.Origins.Contains(origin, StringComparer.Ordinal)
                ? new KeyAnswer(KeyKind.Passkey, good.Key.Fingerprint)
                : No("signature", $"a passkey needs its owner's PIN or body, and {origin} among its origins in the roster", SignAgain);
        }

        if (!good.Key.IsHardware)
        {
            return new KeyAnswer(holder.Kind == KeyKind.Agent ? KeyKind.Agent : KeyKind.File, good.Key.Fingerprint);
        }

        return good.UserPresence == true
            ? new KeyAnswer(KeyKind.Hardware, good.Key.Fingerprint)
            : No("signature", "nobody touched the hardware key", SignAgain);
    }

    private static KeyAnswer No(string code, string reason, string remedy) => new(default, "") { Rejected = Reject(code, reason, remedy) };

    private static Verification.Rejected Reject(string code, string reason, string remedy) => new($"record.{code}", reason, remedy);

    private sealed record KeyAnswer(KeyKind Kind, string Fingerprint)
    {
        public Verification.Rejected? Rejected { get; init; }
    }
}
