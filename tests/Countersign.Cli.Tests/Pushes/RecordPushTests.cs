// The records: only added to, by those who may, whoever else is adding at the same moment.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Pushes;

public sealed class RecordPushTests
{
    private const string Records = "refs/countersign/records";

    [Fact]
    public void Records_are_never_deleted_rewound_changed_or_mixed_with_foreign_or_unsigned_files()
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "timeout", "config/checkout.yml", "checkout:\n  timeout-seconds: 40\n");
        gate.Run("jun", "propose", "timeout");
        var clone = gate.Clone("kit");
        gate.FetchRecords("kit");
        var tip = gate.Tip(Records);
        var first = gate.Git(clone, "ls-tree", "-r", "--name-only", tip).Split('\n')[0];
        var text = gate.Git(clone, "show", $"{tip}:{first}");

        PushRulesTests.Refused(gate.Push("kit", $":{Records}"), "never deleted");
        PushRulesTests.Refused(gate.Push("kit", $"+{Made(null, null)}:{Records}"), "never deleted or rewound");
        PushRulesTests.Refused(gate.Push("kit", $"{Made(first, text + "\n")}:{Records}"), "record.path");
        PushRulesTests.Refused(gate.Push("kit", $"{Made(first, null)}:{Records}"), "record.path");
        PushRulesTests.Refused(gate.Push("kit", $"{Made("notes/hello.txt", "hello")}:{Records}"), "record.path");
        PushRulesTests.Refused(
            gate.Push("kit", $"{Made("d/ab/" + new string('a', 64) + "/" + new string('b', 64) + ".json", text)}:{Records}"),
            "record."
        );
        PushRulesTests.Refused(
            gate.Push(
                "kit",
                $"{Made("d/ab/ab" + new string('a', 62) + "/" + Countersign.Signatures.Digest.Of("{}"u8.ToArray()) + ".json", "{}")}:{Records}"
            ),
            "record.envelope"
        );
        PushRulesTests.Refused(gate.Push("kit", $"{Made("t/ab/ab" + new string('a', 62), new string('x', 70_000))}:{Records}"), "record.text");
        gate.Tip(Records).ShouldBe(tip);

        gate.Git(clone, "checkout", "-q", "-b", "mine", "origin/main");
        gate.Commit("kit", "mine", "config/checkout.yml", "checkout:\n  timeout-seconds: 50\n");
        gate.Run("kit", "propose", "mine");
        gate.Tip(Records).ShouldNotBe(tip);

        // One commit on the records (or on nothing) that puts a file there or takes it away.
        string Made(string? path, string? content)
        {
            gate.Git(clone, "read-tree", "--empty");
            gate.Git(clone, path is null ? ["read-tree", "--empty"] : ["read-tree", tip]);
            if (path is not null && content is null)
            {
                gate.Git(clone, "update-index", "--force-remove", path);
            }
            else if (path is not null)
            {
                File.WriteAllText(Path.Combine(clone, ".git", "piece"), content);
                gate.Git(
                    clone,
                    "update-index",
                    "--add",
                    "--cacheinfo",
                    $"100644,{gate.Git(clone, "hash-object", "-w", "--no-filters", ".git/piece")},{path}"
                );
            }

            var tree = gate.Git(clone, "write-tree");
            gate.Git(clone, "read-tree", "HEAD");
            return path is null
                ? gate.GitAs("kit", clone, "commit-tree", tree, "-m", "swap")
                : gate.GitAs("kit", clone, "commit-tree", tree, "-p", tip, "-m", "more");
        }
    }

    [Fact]
    public void A_record_signed_by_a_stranger_is_refused_and_the_same_one_by_its_person_enters()
    {
        using var gate = GivenGate.Open();
        var main = gate.Tip();
        gate.Keep("mara", gate.MoveOverride("mara", "refs/heads/main", main, new string('0', 40)), key: "stranger");
        PushRulesTests.Refused(gate.Push("mara", $"{Records}:{Records}"), "record.key");
        gate.Git(gate.Clone("mara"), "update-ref", "-d", Records);
        gate.Keep("mara", gate.MoveOverride("mara", "refs/heads/main", main, new string('0', 40)), key: "teo");
        PushRulesTests.Refused(gate.Push("mara", $"{Records}:{Records}"), "record.signer");
        gate.Git(gate.Clone("mara"), "update-ref", "-d", Records);
        gate.Keep("mara", gate.MoveOverride("mara", "refs/heads/main", main, new string('0', 40)));

        gate.Push("mara", $"{Records}:{Records}").Code.ShouldBe(0);
    }

    [Fact]
    public void Records_that_come_in_the_same_push_as_the_change_count_for_it_and_without_them_nothing_enters()
    {
        using var gate = GivenGate.Open();
        var head = gate.Commit("jun", "timeout", "config/checkout.yml", "checkout:\n  timeout-seconds: 40\n  retries: 2\n");
        gate.Approve("jun", "timeout");
        var before = gate.Tip(Records);
        gate.Sign("teo", "timeout").Output.ShouldContain("Signed by");
        gate.OnServer("update-ref", Records, before);

        var alone = gate.Push("jun", "timeout:main");
        gate.Git(gate.Clone("teo"), "fetch", "-q", "origin", "+timeout:refs/heads/theirs");
        var together = gate.Push("teo", $"{Records}:{Records}", "theirs:main");

        PushRulesTests.Refused(alone, "Held");
        together.Code.ShouldBe(0, together.All);
        gate.Tip().ShouldBe(head);
        var landing = gate.Landings().ShouldHaveSingleItem();
        landing.SignOffs.ShouldHaveSingleItem();
        landing.Records!.Value.Hex.ShouldBe(gate.Tip(Records));
    }

    [Fact]
    public async Task Everybody_recording_at_once_loses_nothing_and_both_of_two_who_sign_at_once_are_there()
    {
        using var gate = GivenGate.Open();
        gate.Commit("jun", "timeout", "config/checkout.yml", "checkout:\n  timeout-seconds: 40\n  retries: 2\n");
        gate.Approve("jun", "timeout");
        var before = Paths();
        string[] people = ["mara", "teo", "ines", "moss", "kit", "wren", "jun"];
        foreach (var person in people)
        {
            gate.Git(gate.Clone(person), "fetch", "-q", "origin");
        }

        var asked = await Task.WhenAll(
            people.Select(person =>
                Task.Run(() =>
                    gate.Run(person, "ask", "--change", person == "jun" ? "timeout" : "origin/timeout", "--note", $"what does {person} not see?")
                )
            )
        );
        var between = Paths();
        var signed = await Task.WhenAll(new[] { "teo", "ines" }.Select(person => Task.Run(() => gate.Sign(person, "timeout"))));

        asked.ShouldAllBe(ran => ran.Code == 0);
        before.ShouldBeSubsetOf(between);
        between.Count(IsText).ShouldBe(before.Count(IsText) + people.Length);
        signed.ShouldAllBe(ran => ran.Output.Contains("Signed by"));
        between.ShouldBeSubsetOf(Paths());
        gate.Push("jun", "timeout:main").Code.ShouldBe(0);
        gate.Landings().ShouldHaveSingleItem().SignOffs.Count.ShouldBe(2);

        static bool IsText(string path) => path.StartsWith("t/", StringComparison.Ordinal);

        string[] Paths() => gate.OnServer("ls-tree", "-r", "--name-only", Records).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    [Fact]
    public async Task Of_two_pushes_to_main_at_once_one_wins_the_other_is_told_and_the_chain_is_whole()
    {
        using var gate = GivenGate.Open();
        gate.LowChange("jun", "one", "three days");
        gate.Commit("kit", "two", "pages/help/other.md", "hello\n");

        var pushes = await Task.WhenAll(Task.Run(() => gate.Push("jun", "one:main")), Task.Run(() => gate.Push("kit", "two:main")));

        pushes.Count(push => push.Code == 0).ShouldBe(1, pushes[0].All + pushes[1].All);
        pushes.Single(push => push.Code != 0).Errors.ShouldContain("rejected");
        gate.ChainIsWhole();
        gate.Landings().Count.ShouldBe(1);
    }
}
