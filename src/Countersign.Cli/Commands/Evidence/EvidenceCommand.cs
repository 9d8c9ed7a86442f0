// `countersign evidence add`: a rostered bot signs what it found out about exactly this content.
using System.CommandLine;
using System.Globalization;
using Countersign.Adapters.Evidence;
using Countersign.Cases;
using Countersign.Cli.Terminal;
using Countersign.Cli.Workbench;
using Countersign.People;
using Countersign.Signatures;

namespace Countersign.Cli.Commands.Evidence;

public static class EvidenceCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var evidence = new Verb("evidence", "What machines found out about a change, signed by a bot of the roster")
        {
            Examples =
            [
                ("countersign evidence add --check build --conclusion success --key ci-key", "Sign what a build found out, with a bot's key."),
            ],
        };
        var check = new Option<string?>("--check") { Description = "A check's name, as the policy asks for it" };
        var conclusion = new Option<string?>("--conclusion") { Description = "success, failure, neutral, or the tool's own word" };
        var tests = new Option<string[]>("--tests")
        {
            Description = "Who or what wrote the tests: person, or a tool's name",
            AllowMultipleArgumentsPerToken = true,
        };
        var number = new Option<string[]>("--number") { Description = "With --tests or --check: NAME=VALUE, such as deleted=2" };
        var sarif = new Option<string?>("--sarif") { Description = "A static analyser's SARIF 2.1.0 file" };
        var coverage = new Option<string?>("--coverage") { Description = "A coverage report, Cobertura XML or lcov; changed lines are counted" };
        var graph = new Option<string?>("--graph")
        {
            Description = "Who called whom: Jaeger's /api/dependencies, or OpenTelemetry's service graph metrics as text",
        };
        var observed = new Option<string?>("--observed") { Description = "With --graph: until when it was observed, UTC (default: now)" };
        var commit = new Option<string?>("--commit") { Description = "With --graph: the commit that was running" };
        var name = new Option<string?>("--name") { Description = "Another name than the kind's own; the bot's `may` must have it" };
        var url = new Option<string?>("--url") { Description = "Where the whole report can be read" };
        var change = new Option<string?>("--change") { Description = "A branch, commit or change id (default: HEAD)" };
        var to = ChangeOptions.ToOption();
        var key = ChangeOptions.KeyOption();
        var add = new Verb("add", "Sign one finding with a bot's key and send it")
        {
            Examples =
            [
                ("countersign evidence add --check build --conclusion success --change timeout --key ci_key", "The build of this content went well."),
                ("countersign evidence add --sarif findings.sarif --key ci_key", "Errors and warnings are counted; the file's digest is signed."),
                ("countersign evidence add --coverage coverage.xml --key ci_key", "How many changed lines ran in the tests."),
                ("countersign evidence add --graph dependencies.json --observed 2026-03-02T06:00:00Z --key ci_key", "Who was seen calling whom."),
            ],
        };
        foreach (
            var option in new Option[] { check, conclusion, tests, number, sarif, coverage, graph, observed, commit, name, url, change, to, key }
        )
        {
            add.Add(option);
        }

        add.Runs(
            parsed => new EvidenceOptions(new ChangeOptions(parsed.GetValue(change), parsed.GetValue(to), parsed.GetValue(key)))
            {
                Check = parsed.GetValue(check),
                Conclusion = parsed.GetValue(conclusion),
                Tests = parsed.GetValue(tests) ?? [],
                Numbers = parsed.GetValue(number) ?? [],
                Sarif = parsed.GetValue(sarif),
                Coverage = parsed.GetValue(coverage),
                Graph = parsed.GetValue(graph),
                Observed = parsed.GetValue(observed),
                Commit = parsed.GetValue(commit),
                Name = parsed.GetValue(name),
                Url = parsed.GetValue(url),
            },
            options => Run(options, surroundings)
        );
        evidence.Add(add);
        return evidence;
    }

    private static int Run(EvidenceOptions options, Surroundings surroundings)
    {
        options.Complain();
        using var desk = Desk.Open(surroundings);
        var change = OpenChange.Find(desk, options.Change.Revision, options.Change.To, surroundings);
        var recorder = Recorder.Open(desk, change.Target, options.Change.Key, surroundings);
        if (recorder.Me is not Bot bot)
        {
            throw new UsageProblem(
                $"{recorder.Id} is a person, and evidence comes from machines: sign it with a bot's key (--key); what you found out yourself belongs in the case or in your sign-off"
            );
        }

        var finding = Read(options, change, surroundings);
        if (!bot.Evidence.Contains(finding.Name))
        {
            throw new UsageProblem(
                $"{bot.Id} may not give evidence named '{Visible.Text(finding.Name)}'; its `may: [evidence: ...]` in the roster has {(bot.Evidence.Count == 0 ? "nothing" : string.Join(", ", bot.Evidence))}"
            );
        }

        var id = recorder.Sign(
            new Cases.Evidence
            {
                Context = recorder.Context,
                Subject = options.Commit is { } running ? change.Subject with { Commit = desk.Commit(running) } : change.Subject,
                Signer = recorder.Claim,
                SignedAt = recorder.Now,
                Nonce = Recorder.NewNonce(),
                Type = finding.Type,
                Name = finding.Name,
                Conclusion = finding.Conclusion,
                Numbers = finding.Numbers,
                Names = finding.Names,
                Report = finding.Report,
                Url = options.Url,
            }
        );
        recorder.Submit();
        var numbers = string.Concat(
            finding
                .Numbers.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => string.Create(CultureInfo.InvariantCulture, $", {pair.Key} {pair.Value}"))
        );
        surroundings.Screen.Line(
            $"Evidence {id.Short} by {recorder.Id} for content {change.Digest.Short}: {Visible.Text(finding.Name)}, {Visible.Text(finding.Conclusion)}{numbers}."
        );
        var after = OpenChange.Find(desk, options.Change.Revision, options.Change.To, surroundings, fetch: false);
        new VerdictView(surroundings.Screen).Headline(after.Judged.Verdict, after.Gathered.Facts);
        return ExitCode.Allowed;
    }

    private static Finding Read(EvidenceOptions options, OpenChange change, Surroundings surroundings)
    {
        if (options.Sarif is { } sarif)
        {
            var bytes = Report.Bytes(sarif, SarifReport.LargestFile, surroundings);
            var report = Report.Read(sarif, () => SarifReport.Read(bytes));
            return new Finding(EvidenceType.Sarif, options.Name ?? "sarif", options.Conclusion ?? (report.Errors > 0 ? "failure" : "success"))
            {
                Numbers = new Dictionary<string, double>(StringComparer.Ordinal)
                {
                    ["errors"] = report.Errors,
                    ["warnings"] = report.Warnings,
                    ["notes"] = report.Notes,
                },
                Names = report.Tools,
                Report = Digest.Of(bytes),
            };
        }

        if (options.Coverage is { } coverage)
        {
            var bytes = Report.Bytes(coverage, LineCoverage.LargestFile, surroundings);
            var (covered, coverable) = Report.Read(coverage, () => LineCoverage.Read(bytes)).Of(Report.AddedBy(change));
            return new Finding(EvidenceType.Coverage, options.Name ?? "coverage", options.Conclusion ?? "success")
            {
                Numbers = new Dictionary<string, double>(StringComparer.Ordinal) { ["covered"] = covered, ["coverable"] = coverable },
                Report = Digest.Of(bytes),
            };
        }

        if (options.Graph is { } graph)
        {
            return RuntimeGraph.Read(graph, options.ReadObserved(surroundings.Now), options, surroundings);
        }

        return options.Check is { } check
            ? new Finding(EvidenceType.Check, options.Name ?? check, options.Conclusion!) { Numbers = options.ReadNumbers() }
            : new Finding(EvidenceType.Tests, options.Name ?? "tests", options.Conclusion ?? "success")
            {
                Names = options.Tests,
                Numbers = options.ReadNumbers(),
            };
    }
}
