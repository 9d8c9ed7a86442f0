// Every verb of the program, in the order the help shows them.
using System.CommandLine;
using Countersign.Cli.Commands.Attribution;
using Countersign.Cli.Commands.Audit;
using Countersign.Cli.Commands.Case;
using Countersign.Cli.Commands.Check;
using Countersign.Cli.Commands.Completion;
using Countersign.Cli.Commands.Condition;
using Countersign.Cli.Commands.Decide;
using Countersign.Cli.Commands.Decision;
using Countersign.Cli.Commands.Doctor;
using Countersign.Cli.Commands.Evidence;
using Countersign.Cli.Commands.Freeze;
using Countersign.Cli.Commands.Hook;
using Countersign.Cli.Commands.Init;
using Countersign.Cli.Commands.Land;
using Countersign.Cli.Commands.List;
using Countersign.Cli.Commands.Override;
using Countersign.Cli.Commands.Pause;
using Countersign.Cli.Commands.PolicyFile;
using Countersign.Cli.Commands.Propose;
using Countersign.Cli.Commands.Question;
using Countersign.Cli.Commands.Recover;
using Countersign.Cli.Commands.Revert;
using Countersign.Cli.Commands.RosterFile;
using Countersign.Cli.Commands.Show;
using Countersign.Cli.Commands.Story;
using Countersign.Cli.Commands.Sync;
using Countersign.Cli.Commands.Verify;
using Countersign.Cli.Commands.Why;

namespace Countersign.Cli.Commands;

public static class Verbs
{
    public static IEnumerable<Command> All(Surroundings surroundings) =>
        [
            InitCommand.Build(surroundings),
            CheckCommand.Build(surroundings),
            DecideCommand.Build(surroundings),
            CaseCommand.Build(surroundings),
            ProposeCommand.Build(surroundings),
            ListCommand.Build(surroundings),
            ShowCommand.Build(surroundings),
            QuestionCommands.BuildAsk(surroundings),
            QuestionCommands.BuildAnswer(surroundings),
            ConditionCommand.Build(surroundings),
            EvidenceCommand.Build(surroundings),
            SignCommand.Build(surroundings),
            AnswerCommands.BuildObject(surroundings),
            AnswerCommands.BuildWithdraw(surroundings),
            AnswerCommands.BuildDecline(surroundings),
            OverrideCommand.Build(surroundings),
            AttributeCommand.Build(surroundings),
            AttributeCommand.BuildDisown(surroundings),
            SyncCommand.Build(surroundings),
            LandCommand.Build(surroundings),
            RevertCommand.Build(surroundings),
            PauseCommand.Build(surroundings),
            FreezeCommand.Build(surroundings),
            RecoverCommand.Build(surroundings),
            VerifyCommand.Build(surroundings),
            AuditCommand.Build(surroundings),
            WhyCommand.Build(surroundings),
            HookCommand.Build(surroundings),
            DoctorCommand.Build(surroundings),
            StoryCommand.Build(surroundings),
            PolicyCommand.Build(surroundings),
            RosterCommand.Build(surroundings),
            CompletionCommand.Build(surroundings),
        ];
}
