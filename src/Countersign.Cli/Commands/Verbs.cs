// Every verb of the program, in the order the help shows them.
using System.CommandLine;
using Countersign.Cli.Commands.Attribution;
using Countersign.Cli.Commands.Audit;
using Countersign.Cli.Commands.Case;
using Countersign.Cli.Commands.Check;
using Countersign.Cli.Commands.Completion;
using Countersign.Cli.Commands.Condition;
using Countersign.Cli.Commands.Coverage;
using Countersign.Cli.Commands.Decide;
using Countersign.Cli.Commands.Decision;
using Countersign.Cli.Commands.Doctor;
using Countersign.Cli.Commands.Evidence;
using Countersign.Cli.Commands.Freeze;
using Countersign.Cli.Commands.Hook;
using Countersign.Cli.Commands.Init;
using Countersign.Cli.Commands.Judge;
using Countersign.Cli.Commands.Land;
using Countersign.Cli.Commands.Likelihoods;
using Countersign.Cli.Commands.List;
using Countersign.Cli.Commands.Local;
using Countersign.Cli.Commands.Mcp;
using Countersign.Cli.Commands.Minutes;
using Countersign.Cli.Commands.Override;
using Countersign.Cli.Commands.Pause;
using Countersign.Cli.Commands.PolicyFile;
using Countersign.Cli.Commands.Propose;
using Countersign.Cli.Commands.ProvenanceHistory;
using Countersign.Cli.Commands.Question;
using Countersign.Cli.Commands.Reach;
using Countersign.Cli.Commands.Recover;
using Countersign.Cli.Commands.Revert;
using Countersign.Cli.Commands.RosterFile;
using Countersign.Cli.Commands.Show;
using Countersign.Cli.Commands.Simulate;
using Countersign.Cli.Commands.Split;
using Countersign.Cli.Commands.Story;
using Countersign.Cli.Commands.Sync;
using Countersign.Cli.Commands.Verify;
using Countersign.Cli.Commands.Why;

namespace Countersign.Cli.Commands;

public static class Verbs
{
    private static readonly (string Name, Func<Surroundings, Command> Build)[] s_all =
    [
        ("init", InitCommand.Build),
        ("check", CheckCommand.Build),
        ("split", SplitCommand.Build),
        ("decide", DecideCommand.Build),
        ("case", CaseCommand.Build),
        ("propose", ProposeCommand.Build),
        ("list", ListCommand.Build),
        ("show", ShowCommand.Build),
        ("ask", QuestionCommands.BuildAsk),
        ("answer", QuestionCommands.BuildAnswer),
        ("condition", ConditionCommand.Build),
        ("evidence", EvidenceCommand.Build),
        ("sign", SignCommand.Build),
        ("object", AnswerCommands.BuildObject),
        ("withdraw", AnswerCommands.BuildWithdraw),
        ("decline", AnswerCommands.BuildDecline),
        ("override", OverrideCommand.Build),
        ("attribute", AttributeCommand.Build),
        ("disown", AttributeCommand.BuildDisown),
        ("sync", SyncCommand.Build),
        ("land", LandCommand.Build),
        ("revert", RevertCommand.Build),
        ("pause", PauseCommand.Build),
        ("freeze", FreezeCommand.Build),
        ("recover", RecoverCommand.Build),
        ("verify", VerifyCommand.Build),
        ("audit", AuditCommand.Build),
        ("why", WhyCommand.Build),
        ("provenance", ProvenanceCommand.Build),
        ("reach", ReachCommand.Build),
        ("coverage", CoverageCommand.Build),
        ("likelihood", LikelihoodCommand.Build),
        ("simulate", SimulateCommand.Build),
        ("minutes", MinutesCommand.Build),
        ("mcp", McpCommand.Build),
        ("local", LocalCommand.Build),
        ("hook", HookCommand.Build),
        ("judge", JudgeCommand.Build),
        ("doctor", DoctorCommand.Build),
        ("story", StoryCommand.Build),
        ("policy", PolicyCommand.Build),
        ("roster", RosterCommand.Build),
        ("completion", CompletionCommand.Build),
    ];

    public static IEnumerable<Command> All(Surroundings surroundings) => s_all.Select(verb => verb.Build(surroundings));

    /// <summary>The one verb that a command line begins with, or all of them: building a verb that nobody asked for costs as much as a question to Git.</summary>
    public static IEnumerable<Command> For(IReadOnlyList<string> arguments, Surroundings surroundings)
    {
        foreach (var (name, build) in s_all)
        {
            if (arguments.Count > 0 && arguments[0] == name)
            {
                return [build(surroundings)];
            }
        }

        return All(surroundings);
    }
}
