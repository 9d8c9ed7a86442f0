// Asks the person at the terminal who may sign for which paths; an end of input stops everything before anything is written.
using Countersign.Cli.Terminal;
using Countersign.Impact;

namespace Countersign.Cli.Commands.Init;

internal sealed class InitAsking(Surroundings surroundings, Proposal proposal)
{
    private const int MostAsked = 40;
    private readonly Screen _screen = surroundings.Screen;

    public InitAnswers Ask(InitAnswers answers, string owner)
    {
        _screen.Line("Who may sign for which paths? Answer with ids, separated by commas; an empty line leaves it open.");
        _screen.Line($"Known here: {Visible.Text(string.Join(", ", proposal.People.Select(person => person.Id)))}");
        answers = answers with { Owner = Answer($"Who owns the policy and signs every version of it? [{owner}] ", owner) };
        foreach (var component in proposal.Components.Take(MostAsked))
        {
            answers = AskFor(component, answers);
        }

        foreach (
            var id in answers
                .People.Where(person => person.Signs.Count > 0)
                .Select(person => person.Id)
                .Append(answers.Owner!)
                .Distinct(StringComparer.Ordinal)
                .ToList()
        )
        {
            answers = AskAbout(id, answers);
        }

        return answers;
    }

    private InitAnswers AskFor(ProposedComponent component, InitAnswers answers)
    {
        var name = Visible.Text(component.Folder.Length == 0 ? "the files at the top" : component.Folder);
        var owners = component.CodeOwners.Count > 0 ? $" (CODEOWNERS: {Visible.Text(string.Join(' ', component.CodeOwners))})" : "";
        if (!answers.People.Any(person => person.Signs.Contains(component.Name)))
        {
            foreach (
                var id in Answer($"Who may sign for {name}?{owners} ", "")
                    .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            )
            {
                answers = answers.With(answers.Of(id) with { Signs = [.. answers.Of(id).Signs, component.Name] });
            }
        }

        if (answers.Criticality.ContainsKey(component.Name))
        {
            return answers;
        }

        var words = Enum.GetNames<Criticality>().Select(word => word.ToLowerInvariant()).ToList();
        var said = OneOf($"How much depends on {name}: {string.Join(", ", words)}? ", words);
        return said.Length == 0
            ? answers
            : answers with
            {
                Criticality = new Dictionary<string, string>(answers.Criticality, StringComparer.Ordinal) { [component.Name] = said },
            };
    }

    private InitAnswers AskAbout(string id, InitAnswers answers)
    {
        var person = answers.Of(id);
        if (
            person.Level is null
            && OneOf($"At which level is {Visible.Text(id)}: {string.Join(", ", answers.Levels)}? ", answers.Levels) is { Length: > 0 } level
        )
        {
            var source = "";
            while (source.Length == 0)
            {
                source = Answer("Who says so? ", "");
            }

            person = person with { Level = level, Source = source };
        }

        if (person.Key is null && Answer($"Public key file of {Visible.Text(id)}? ", "") is { Length: > 0 } key)
        {
            person = person with { Key = InitAnswers.KeyIn(key, surroundings) };
        }

        return answers.With(person);
    }

    private string OneOf(string question, IReadOnlyCollection<string> known)
    {
        while (true)
        {
            var answer = Answer(question, "");
            if (answer.Length == 0 || known.Contains(answer))
            {
                return answer;
            }
        }
    }

    private string Answer(string question, string usual) =>
        _screen.Ask(question) is { } answer
            ? (answer.Length == 0 ? usual : answer)
            : throw new UsageProblem("stopped before the end of the questions; nothing was written");
}
