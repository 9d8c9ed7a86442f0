// The written form of patch sets, attributions and evidence.
using Countersign.Cases;
using Countersign.People;

namespace Countersign.Attestations;

internal static class ChangeForms
{
    public static void WritePatchSet(FieldWriter fields, PatchSet it) =>
        fields
            .Whole("number", it.Number)
            .Previous(it.Previous)
            .Commit("tip", it.Tip)
            .Commit("head", it.Head)
            .Text("accountable", it.Accountable.Value)
            .Ai(it.Ai);

    public static PatchSet ReadPatchSet(FieldReader fields, StatementHead head)
    {
        SignOffForms.NeedContent(fields, head);
        CaseForms.NeedChange(fields, head);
        var it = new PatchSet
        {
            Context = head.Context,
            Subject = head.Subject,
            Signer = head.Signer,
            SignedAt = head.SignedAt,
            Nonce = head.Nonce,
            Number = (int)fields.Whole("number", 1, most: 1_000_000),
            Previous = fields.Nested("previous", item => new PreviousPatchSet(item.Digest("statement"), item.Digest("change"))),
            Tip = fields.Commit("tip"),
            Head = fields.Commit("head"),
            Accountable = fields.Id<PersonId>("accountable", Persons.TryParse),
            Ai = fields.Nested("ai", CaseForms.ReadAi),
        };
        if (it.Number == 1 != it.Previous is null)
        {
            fields.Wrong("previous", "is absent on patch set 1 and on no other");
        }

        return it;
    }

    public static void WriteAttribution(FieldWriter fields, Attribution it) =>
        fields.Word<AttributionAct>("act", it.Act).Commit("commit", it.OfCommit).Text("claim", it.Claim).Id("person", it.Person).Ai(it.Ai);

    public static Attribution ReadAttribution(FieldReader fields, StatementHead head)
    {
        CaseForms.NeedChange(fields, head);
        var it = new Attribution
        {
            Context = head.Context,
            Subject = head.Subject,
            Signer = head.Signer,
            SignedAt = head.SignedAt,
            Nonce = head.Nonce,
            Act = fields.Word<AttributionAct>("act"),
            OfCommit = fields.OptionalCommit("commit"),
            Claim = fields.OptionalText("claim", 500),
            Person = fields.OptionalId<PersonId>("person", Persons.TryParse),
            Ai = fields.Nested("ai", CaseForms.ReadAi),
        };
        if (it.Act == AttributionAct.Declare != it.Ai is not null)
        {
            fields.Wrong("ai", "stands with declare and with nothing else");
        }

        if (it.Act is AttributionAct.Attribute or AttributionAct.Disown or AttributionAct.Sponsor && it.OfCommit is null && it.Claim is null)
        {
            fields.Wrong("claim", "names neither a commit nor a claim");
        }

        if (it.Act is AttributionAct.Attribute or AttributionAct.Prompter != it.Person is not null)
        {
            fields.Wrong("person", "stands with attribute and prompter; the other acts speak for the signer");
        }

        return it;
    }

    public static void WriteEvidence(FieldWriter fields, Evidence it)
    {
        fields.Word<EvidenceType>("type", it.Type).Text("name", it.Name).Text("conclusion", it.Conclusion);
        if (it.Numbers.Count > 0)
        {
            fields.Nested(
                "numbers",
                nested =>
                {
                    foreach (var (name, value) in it.Numbers.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                    {
                        nested.Real(name, value);
                    }
                }
            );
        }

        fields.Texts("names", it.Names).Digest("report", it.Report).Text("url", it.Url);
    }

    public static Evidence ReadEvidence(FieldReader fields, StatementHead head)
    {
        if (head.Subject.Digest is null)
        {
            fields.Wrong("subject", "lacks the change digest");
        }

        return new Evidence
        {
            Context = head.Context,
            Subject = head.Subject,
            Signer = head.Signer,
            SignedAt = head.SignedAt,
            Nonce = head.Nonce,
            Type = fields.Word<EvidenceType>("type"),
            Name = fields.Text("name", 200),
            Conclusion = fields.Text("conclusion", 40),
            Numbers = fields.Numbers("numbers"),
            Names = fields.Texts("names"),
            Report = fields.OptionalDigest("report"),
            Url = fields.OptionalText("url", 500),
        };
    }

    private static FieldWriter Previous(this FieldWriter fields, PreviousPatchSet? previous) =>
        previous is null
            ? fields
            : fields.Nested("previous", nested => nested.Digest("statement", previous.Statement).Digest("change", previous.Change));
}
