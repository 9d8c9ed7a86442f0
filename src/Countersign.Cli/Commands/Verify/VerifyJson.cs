// The same answer for a program.
using Countersign.Cli.Commands.Audit;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;

namespace Countersign.Cli.Commands.Verify;

internal static class VerifyJson
{
    public static void Write(Screen screen, Proof proof, Trust trust) =>
        JsonOut.Write(
            screen,
            json =>
            {
                json.WriteString(
                    "answer",
                    proof.Kind switch
                    {
                        ProofKind.Allowed => "verified",
                        ProofKind.Before => "before-countersign",
                        ProofKind.NeverTip => "never-a-tip",
                        _ => "unsigned",
                    }
                );
                json.WriteString("commit", proof.Commit.Hex);
                JsonOut.Text(json, "ref", proof.Ref);
                json.WriteString("trust", trust.Basis.ToString());
                JsonOut.Texts(json, "rootKeys", trust.Settings?.RootKeys.Select(key => key.Fingerprint) ?? []);
                if (proof.Link is { } link)
                {
                    json.WriteStartObject("landing");
                    JsonOut.Link(json, link);
                    json.WriteEndObject();
                }

                json.WriteNumber("ruleChanges", proof.Rules.Count);
                JsonOut.Texts(json, "problems", proof.Problems);
            }
        );
}
