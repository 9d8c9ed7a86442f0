// A pull request from a fork through the whole job: read as objects, judged by the base's rules and the base's records alone.
using System.Text.Json.Nodes;
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Forges;

public sealed class ForkTests : IDisposable
{
    private const string Head = "refs/pull/7/head";
    private readonly GivenGate _gate = GivenGate.OnForge();

    public void Dispose() => _gate.Dispose();

    [Fact]
    [Trait("claim", "F10"), Trait("twin", "F10")]
    public void A_forks_change_runs_nothing_brings_no_rules_and_no_records_and_enters_when_the_base_signed_it()
    {
        var fork = Fork();
        _gate.Write(fork, "config/checkout.yml", GivenGate.NewTimeout);
        _gate.Write(fork, "ci/judge", $"#!/bin/sh\ntouch {_gate.Path_("owned")}\n");
        Commit(fork, "checkout: wait longer");
        // Its own branch of records, and a case in the description, are only words of somebody whom nobody here knows.
        _gate.Git(fork, "push", "-q", "origin", "main:refs/heads/main", "main:refs/heads/countersign/records");
        Offer(fork);

        var held = _gate.RunAction("pull_request_target", Payload(gone: false), Open());
        held.Ran.Code.ShouldBe(ExitCode.Held, held.Ran.All);
        held.Checks.ShouldHaveSingleItem()["head_sha"]!.GetValue<string>().ShouldBe(_gate.Tip(Head));
        held.Checks[0]["name"]!.GetValue<string>().ShouldBe("countersign: main");
        _gate.RunAction("pull_request_target", Payload(gone: true), Open()).Ran.Code.ShouldBe(ExitCode.Held, "the fork was deleted meanwhile");

        File.Exists(_gate.Path_("owned")).ShouldBeFalse("nothing of the change runs");

        SponsoredBy("jun");
        _gate.RunAction("pull_request_target", Payload(gone: false), Open()).Ran.Code.ShouldBe(ExitCode.Held, "nobody signed yet");
        _gate.Sign("teo", "outside").Output.ShouldContain("Signed by");
        var signed = _gate.RunAction("pull_request_target", Payload(gone: false), Open());
        signed.Ran.Code.ShouldBe(ExitCode.Allowed, signed.Ran.All);
        signed.Checks.ShouldHaveSingleItem()["conclusion"]!.GetValue<string>().ShouldBe("success");
    }

    [Fact]
    public void A_forks_change_of_the_rules_is_judged_by_the_rules_of_the_base()
    {
        var fork = Fork();
        _gate.Write(fork, ".countersign/policy.yml", "version: 1\nlevels: [junior]\nrules: []\notherwise: nothing\n");
        Commit(fork, "rules: none");
        Offer(fork);

        _gate.RunAction("pull_request_target", Payload(gone: false), Open()).Ran.Code.ShouldNotBe(ExitCode.Allowed);
    }

    /// <summary>A repository of its own, whose branch is called like the base's.</summary>
    private string Fork()
    {
        var (bare, clone) = (_gate.Path_("fork.git"), _gate.Path_("fork"));
        _gate.Git(_gate.Path_("start"), "clone", "-q", "--bare", _gate.Bare, bare);
        _gate.Git(_gate.Path_("start"), "clone", "-q", bare, clone);
        return clone;
    }

    private void Commit(string fork, string message)
    {
        _gate.Git(fork, "add", "-A");
        _gate.GitAs("stranger", fork, "commit", "-q", "-m", message);
    }

    /// <summary>The forge brings a fork's head over by itself; its author may write nothing here.</summary>
    private void Offer(string fork) => _gate.Git(_gate.Bare, "fetch", "-q", "--no-write-fetch-head", fork, $"+refs/heads/main:{Head}");

    private void SponsoredBy(string person)
    {
        foreach (var name in new[] { person, "teo" })
        {
            _gate.Git(_gate.Clone(name), "fetch", "-q", "origin", $"+{Head}:refs/heads/outside");
        }

        _gate.Run(person, "propose", "outside");
        var sponsored = _gate.Run(person, "attribute", _gate.Tip(Head), "--sponsor", "--change", "outside");
        sponsored.Output.ShouldContain("stands for", customMessage: sponsored.All);
        string[] answers = ["why", "breaks", "checked", "not-understood", "rollback"];
        _gate.Run(person, ["case", "outside", .. answers.SelectMany(answer => new[] { $"--{answer}", "nothing else" })]).Code.ShouldBeOneOf(0, 8);
    }

    private string Open() => _gate.OpenChanges();

    private JsonObject Payload(bool gone)
    {
        var payload = _gate.Event("main", body: "## why\nbecause\n", action: "opened", sender: "stranger", author: "stranger");
        var head = payload["pull_request"]!["head"]!.AsObject();
        head["sha"] = _gate.Tip(Head);
        head["repo"] = gone ? null : new JsonObject { ["id"] = 99 };
        return payload;
    }
}
