// `countersign verify`: was this commit the tip of a guarded branch, let in by its rules and its people? Judged again from nothing but signatures.
using System.CommandLine;
using Countersign.Cli.Commands.Audit;

namespace Countersign.Cli.Commands.Verify;

public static class VerifyCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var revision = new Argument<string>("revision")
        {
            Description = "A commit, branch or tag (default: HEAD)",
            DefaultValueFactory = _ => "HEAD",
        };
        var verb = new Verb("verify", "Say whether a commit was a tip that its rules and people let in")
        {
            Examples =
            [
                ("countersign verify v2.4.0", "Exit code 0: it was a tip, and judged again it is Allowed. 3: something is unsigned."),
                (
                    "countersign verify origin/main --trust trust.json",
                    "With the trust file that the gate's keeper gave you, not the one the gate published."
                ),
            ],
        };
        verb.Add(revision);
        ReadingOptions.AddTo(verb);
        return verb.Runs(
            parsed => (Revision: parsed.GetValue(revision)!, Reading: ReadingOptions.Of(parsed)),
            options => Run(options.Revision, options.Reading, surroundings)
        );
    }

    private static int Run(string revision, ReadingOptions options, Surroundings surroundings)
    {
        using var desk = Reading.Open(surroundings, options.Trust, fetch: !options.Offline);
        var proof = new Verifier(desk, new Reading(desk)).Verify(desk.Commit(revision));
        if (options.Json)
        {
            VerifyJson.Write(surroundings.Screen, proof, desk.Trust);
        }
        else
        {
            new VerifyView(surroundings.Screen).Draw(proof, desk.Trust);
        }

        return proof.Kind is ProofKind.Allowed or ProofKind.Before ? ExitCode.Allowed : ExitCode.Refused;
    }
}
