// What would make a signature worthless, said before it is given.
using Countersign.Cli.Workbench;
using Countersign.Gating;
using Countersign.People;
using Countersign.Policies;

namespace Countersign.Cli.Commands.Decide;

internal static class SignChecks
{
    /// <exception cref="UsageProblem">The signature could never count.</exception>
    public static void Refuse(OpenChange change, Recorder recorder)
    {
        if (recorder.Me is not Person)
        {
            throw new UsageProblem($"{recorder.Id} is a bot, and bots never sign off");
        }

        var maker = change.Gathered.Facts.Makers.FirstOrDefault(maker => maker.Id == recorder.Id);
        if (maker is not null)
        {
            throw new UsageProblem(
                $"{recorder.Id} made this change ({string.Join(", ", maker.Roles)}), and nobody signs off their own work; if the claim is false: countersign disown"
            );
        }
    }

    /// <exception cref="UsageProblem">The objection would hold nothing.</exception>
    public static void RefuseObjection(OpenChange change, Recorder recorder)
    {
        if (!Objectors.Could(recorder.Id, change.Gathered.Facts, change.Gathered.Rulebook.Policy ?? Policy.Absent))
        {
            throw new UsageProblem(
                $"only persons who could sign may object, and {recorder.Id} could sign nothing here, so it would hold nothing; a question holds: countersign ask {change.Name} 'WORDS'"
            );
        }
    }
}
