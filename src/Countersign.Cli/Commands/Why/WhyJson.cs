// The same answer for a program.
using System.Text.Json;
using Countersign.Cli.Commands.Audit;
using Countersign.Cli.Terminal;
using Countersign.Provenance;
using Countersign.SignOffs;

namespace Countersign.Cli.Commands.Why;

/// <summary>A redacted text is the property "redacted": true instead of "text".</summary>
internal static class WhyJson
{
    public static void Write(Screen screen, WhyAnswer answer) =>
        JsonOut.Write(
            screen,
            json =>
            {
                json.WriteString(
                    "answer",
                    answer.Kind switch
                    {
                        WhyKind.Landed => "landed",
                        WhyKind.NoLanding => "no-landing",
                        WhyKind.Before => "before-countersign",
                        _ => "not-in",
                    }
                );
                json.WriteString("path", answer.Path.Text);
                json.WriteNumber("line", answer.Line);
                json.WriteString("text", answer.Origin.Text);
                JsonOut.Text(json, "ref", answer.Ref);
                json.WriteStartObject("commit");
                json.WriteString("id", answer.Commit.Id.Hex);
                json.WriteString("subject", answer.Commit.Subject);
                json.WriteString("path", answer.Origin.Path.Text);
                json.WriteNumber("line", answer.Origin.Line);
                json.WriteEndObject();
                if (answer.Link is { } link)
                {
                    json.WriteStartObject("landing");
                    JsonOut.Link(json, link);
                    json.WriteEndObject();
                }

                if (answer.Kind == WhyKind.Landed)
                {
                    Landed(json, answer);
                }
            }
        );

    private static void Landed(Utf8JsonWriter json, WhyAnswer answer)
    {
        JsonOut.List(
            json,
            "case",
            answer.Sections,
            section =>
            {
                json.WriteString("section", Word.Of(section.Name));
                Text(json, section.Text);
            }
        );
        JsonOut.Text(json, "caseBy", answer.CaseBy);
        JsonOut.List(
            json,
            "advice",
            answer.Advice,
            advice =>
            {
                json.WriteString("source", advice.Source);
                json.WriteString("age", advice.Age);
            }
        );
        JsonOut.List(
            json,
            "declared",
            answer.Declared,
            part =>
            {
                json.WriteString("by", part.By);
                json.WriteString("class", AiSaid.Word(part.Class));
                JsonOut.Text(json, "tool", part.Tool);
                JsonOut.Text(json, "model", part.Model);
                if (part.HasQuestion)
                {
                    json.WritePropertyName("asked");
                    json.WriteStringValue(part.Asked);
                }

                json.WriteBoolean("forThisContent", part.IsForThisContent);
            }
        );
        JsonOut.List(
            json,
            "questions",
            answer.Threads,
            thread =>
            {
                json.WriteString("id", thread.Id.ToString());
                json.WriteString("askedBy", thread.AskedBy);
                Text(json, thread.Text);
                JsonOut.Text(json, "at", thread.Place);
                json.WriteBoolean("blocking", thread.IsBlocking);
                json.WriteString("state", Word.Of(thread.State));
                JsonOut.List(
                    json,
                    "answers",
                    thread.Answers,
                    said =>
                    {
                        json.WriteString("by", said.By);
                        Text(json, said.Text);
                        json.WriteBoolean("accepts", said.Accepts);
                    }
                );
            }
        );
        JsonOut.List(
            json,
            "conditions",
            answer.Conditions,
            condition =>
            {
                json.WriteString("setBy", condition.SetBy);
                Text(json, condition.Text);
                json.WriteString("state", Word.Of(condition.State));
            }
        );
        JsonOut.List(
            json,
            "makers",
            answer.Makers,
            maker =>
            {
                JsonOut.Text(json, "person", maker.Id?.Value);
                json.WriteString("claim", maker.Claim);
                JsonOut.Texts(json, "roles", maker.Roles);
                JsonOut.Text(json, "levelThen", maker.Level?.Value);
                json.WriteBoolean("authenticated", maker.IsAuthenticated);
            }
        );
        JsonOut.List(json, "signatures", answer.Signatures, signature => Signature(json, signature));
        if (answer.Provenance is { } provenance)
        {
            json.WriteStartObject("ai");
            json.WriteString("class", Word.Of(provenance.Class));
            json.WriteString("basis", provenance.Basis);
            JsonOut.List(json, "findings", provenance.Findings, finding => Finding(json, finding));
            JsonOut.Texts(json, "contradictions", provenance.Contradictions);
            json.WriteEndObject();
        }

        JsonOut.List(
            json,
            "policies",
            answer.Policies,
            part =>
            {
                json.WriteString("digest", part.Digest.ToString());
                json.WriteString("owner", part.Owner.Value);
            }
        );
        if (answer.Check is { } check)
        {
            JsonOut.Texts(json, "confirm", check.Lines);
        }
    }

    private static void Signature(Utf8JsonWriter json, Signature signature)
    {
        json.WriteString("person", signature.Facts.Person.Value);
        json.WriteString("decision", Word.Of(signature.Facts.Kind));
        JsonOut.Text(json, "assurance", signature.Facts.Assurance is { } assurance ? Word.Of(assurance) : null);
        json.WriteString("key", signature.Facts.KeyKind);
        JsonOut.Text(json, "levelThen", signature.Facts.LevelAtSigning?.Value);
        json.WriteString("signedAt", signature.SignedAt.UtcDateTime);
        JsonOut.Texts(json, "notReviewed", signature.Facts.NotReviewed);
        json.WriteBoolean("constrained", signature.Facts.IsConstrained);
        json.WriteBoolean("counted", signature.Counted);
        JsonOut.Texts(json, "rules", signature.Facts.Rules);
        JsonOut.Text(json, "reason", signature.Words);
        JsonOut.Text(json, "followUp", signature.FollowUp);
        json.WriteString("statement", signature.Facts.Statement.ToString());
    }

    private static void Finding(Utf8JsonWriter json, AssistanceFinding finding)
    {
        json.WriteString("signal", finding.Signal);
        json.WriteString("tool", finding.Tool);
        JsonOut.Text(json, "model", finding.Model);
        json.WriteString("class", Word.Of(finding.Class));
        json.WriteNumber("certainty", finding.Certainty);
        json.WriteString("raw", finding.Raw);
        json.WriteString("source", finding.Source);
    }

    private static void Text(Utf8JsonWriter json, string? text)
    {
        if (text is null)
        {
            json.WriteBoolean("redacted", true);
        }
        else
        {
            json.WriteString("text", text);
        }
    }
}
