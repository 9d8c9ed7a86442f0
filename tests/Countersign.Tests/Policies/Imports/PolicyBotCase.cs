// One case of policy-bot's own tests: its policy as a whole file, and the change it describes as facts.
using System.Text.Json;
using Countersign.Documents;
using Countersign.Inputs;
using Countersign.People;
using Countersign.Policies.Imports;
using Countersign.SignOffs;
using Countersign.Tests.Given;

namespace Countersign.Tests.Policies.Imports;

/// <summary>
/// People act here as they acted there, by our means: a comment or a review that approves there is read as the signature that the
/// same person would have given at that moment, for the content of that moment. What was edited since is no signature.
/// </summary>
internal sealed class PolicyBotCase(JsonElement element, int place)
{
    private static readonly DateTimeOffset Start = new(2027, 1, 15, 10, 0, 0, TimeSpan.Zero);

    public int Place => place;

    public string Kind => element.GetProperty("kind").GetString()!;

    public string Name => element.GetProperty("name").GetString()!;

    public JsonElement Policy => element.GetProperty("policy");

    public JsonElement Pull => element.GetProperty("pull");

    private JsonElement Expect => element.GetProperty("expect");

    /// <summary>Whether policy-bot would let it in, as far as this part of a policy goes.</summary>
    public bool IsLetInThere =>
        Kind switch
        {
            "predicate" => Expect.GetProperty("satisfied").GetBoolean(),
            "approval-rule" => Expect.GetProperty("status").GetString() == "approved",
            "disapproval" => Expect.GetProperty("status").GetString() != "disapproved",
            _ => throw new InvalidOperationException($"case {place} is of an unknown kind '{Kind}'"),
        };

    /// <summary>A predicate stands under a rule that asks nothing; a disapproval beside one.</summary>
    public ImportedPolicy Import()
    {
        var json = Kind switch
        {
            "predicate" => $$"""{"policy":{"approval":["r"]},"approval_rules":[{"name":"r","if":{{Policy.GetRawText()}}}]}""",
            "approval-rule" => $$"""{"policy":{"approval":["r"]},"approval_rules":[{"name":"r",{{Policy.GetRawText()[1..]}}]}""",
            _ => $$"""{"policy":{"approval":["r"],"disapproval":{{Policy.GetRawText()}}},"approval_rules":[{"name":"r"}]}""",
        };
        var repository = Has("owner") && Has("repo") ? $"{Text("owner")}/{Text("repo")}" : null;
        var options = new ImportOptions(PersonId.Parse("mara"), [new("member"), new("lead")], new DateOnly(2027, 2, 18), Roster.Empty, repository);
        return JsonDocumentReader
            .Read(System.Text.Encoding.UTF8.GetBytes(json.Replace(",}", "}", StringComparison.Ordinal)), "policy")
            .Match(
                (node, _) =>
                    PolicyImport
                        .FromPolicyBot(node, ".policy.yml", options)
                        .Match(
                            (policy, _) => policy,
                            problems => throw new InvalidOperationException($"case {place} {json}: {string.Join("; ", problems)}")
                        ),
                problems => throw new InvalidOperationException($"case {place}: {string.Join("; ", problems)}")
            );
    }

    public Facts Facts(Concessions conceded = Concessions.None) =>
        A.Change()
            .With(facts =>
                facts with
                {
                    Now = Start.AddDays(1),
                    Files = [.. Items("changed_files").Select(File)],
                    Commits = [.. Items("commits").Select(Commit)],
                    Makers = conceded.HasFlag(Concessions.MakersSign) ? [A.Maker("somebody-else", "member")] : [.. Makers()],
                    Accountable = conceded.HasFlag(Concessions.MakersSign) ? PersonId.Parse("somebody-else") : Login(AuthorLogin),
                    People = [.. People()],
                    Evidence = [.. Evidence()],
                    Decisions = [.. Decisions(conceded)],
                }
            )
            .Subject(subject =>
                subject with
                {
                    Title = Text("title"),
                    Labels = [.. Items("labels").Select(label => label.GetString()!)],
                    TargetRef = "refs/heads/" + (Has("branch_base") ? Text("branch_base") : "main"),
                    SourceRef = Has("branch_head") ? "refs/heads/" + Text("branch_head") : null,
                }
            );

    private bool MayDisapprove(string login) =>
        Policy.TryGetProperty("requires", out var requires) && requires.GetRawText().Contains($"\"{login}\"", StringComparison.Ordinal);

    private string AuthorLogin => Has("author") ? Text("author") : "somebody";

    public static string IdOf(string login) => login.ToLowerInvariant();

    private static PersonId Login(string login) => PersonId.Parse(IdOf(login));

    private bool Has(string key) => Pull.TryGetProperty(key, out _);

    private string Text(string key) => Of(Pull, key);

    private static string Of(JsonElement element, string key) => element.TryGetProperty(key, out var value) ? value.GetString()! : "";

    private IEnumerable<JsonElement> Items(string key) => Pull.TryGetProperty(key, out var list) ? list.EnumerateArray() : [];

    private IEnumerable<JsonProperty> Entries(string key) => Pull.TryGetProperty(key, out var map) ? map.EnumerateObject() : [];

    private static FileFacts File(JsonElement file, int at)
    {
        var status = Of(file, "status");
        return A.File(Of(file, "filename") is { Length: > 0 } name ? name : $"unnamed-{at}") with
        {
            OldMode = status == "added" ? "000000" : "100644",
            NewMode = status is "deleted" or "removed" ? "000000" : "100644",
            Added = file.TryGetProperty("additions", out var added) ? added.GetInt32() : 0,
            Deleted = file.TryGetProperty("deletions", out var deleted) ? deleted.GetInt32() : 0,
        };
    }

    private static CommitFacts Commit(JsonElement commit)
    {
        var signature = commit.TryGetProperty("signature", out var found) ? found : default;
        var isGood = signature.ValueKind == JsonValueKind.Object && signature.TryGetProperty("is_valid", out var valid) && valid.GetBoolean();
        var parents = commit.TryGetProperty("parents", out var list) ? list.GetArrayLength() : 1;
        return new CommitFacts(
            A.Object('c'),
            parents,
            Of(commit, "author"),
            "",
            Of(commit, "committer"),
            "",
            parents > 1,
            isGood ? "good"
                : signature.ValueKind == JsonValueKind.Object ? "unverified"
                : "none",
            isGood ? Login(Of(signature, "signer")) : null
        );
    }

    /// <summary>The forge vouches for its accounts; a commit without any is somebody whom nobody knows.</summary>
    private IEnumerable<MakerFacts> Makers()
    {
        var roles = new List<(string Login, string Role)> { (AuthorLogin, "patch-set") };
        foreach (var commit in Items("commits"))
        {
            roles.Add((Of(commit, "author"), "author"));
            if (Of(commit, "committer").Length > 0)
            {
                roles.Add((Of(commit, "committer"), "committer"));
            }
        }

        return roles
            .GroupBy(role => IdOf(role.Login))
            .Select(group =>
                group.Key.Length == 0
                    ? new MakerFacts
                    {
                        Kind = MakerKind.Unknown,
                        Claim = "nobody known",
                        Roles = ["author"],
                    }
                    : A.Maker(group.Key, "member") with
                    {
                        Roles = [.. group.Select(role => role.Role).Distinct()],
                    }
            );
    }

    private IEnumerable<PersonFacts> People()
    {
        var teams = Entries("team_memberships")
            .Concat(Entries("org_memberships"))
            .SelectMany(entry => entry.Value.EnumerateArray().Select(team => (Login: IdOf(entry.Name), Team: team.GetString()!)))
            .ToLookup(pair => pair.Login, pair => pair.Team);
        var acting = Items("comments").Concat(Items("reviews")).Select(act => Of(act, "author"));
        return acting
            .Append(AuthorLogin)
            .Append(Pull.TryGetProperty("body", out var body) ? Of(body, "author") : "")
            .Concat(Items("commits").SelectMany(commit => new[] { Of(commit, "author"), Of(commit, "committer") }))
            .Concat(Items("commits").Select(commit => commit.TryGetProperty("signature", out var signature) ? Of(signature, "signer") : ""))
            .Select(IdOf)
            .Concat(teams.Select(group => group.Key))
            .Where(login => login.Length > 0)
            .Distinct()
            .Select(login => A.Person(login, "member") with { Teams = [.. teams[login]] });
    }

    private IEnumerable<EvidenceFacts> Evidence()
    {
        var statuses = Entries("latest_statuses").Select(entry => (Type: "status", entry.Name, Conclusion: entry.Value.GetString()!));
        var runs = Entries("latest_workflow_runs")
            .SelectMany(entry => entry.Value.EnumerateArray().Select(run => (Type: "workflow", entry.Name, Conclusion: run.GetString()!)));
        return statuses
            .Concat(runs)
            .Select(it => new EvidenceFacts
            {
                Statement = A.Digest($"{it.Type} {it.Name} {it.Conclusion}"),
                Type = it.Type,
                Name = it.Name,
                Conclusion = it.Conclusion,
                Bot = "ci",
                IsForThisContent = true,
            });
    }

    /// <summary>Each person's last act stands.</summary>
    private IEnumerable<DecisionFacts> Decisions(Concessions conceded)
    {
        var lastPush = conceded.HasFlag(Concessions.OldContentCounts)
            ? -1
            : Entries("pushed_at").Select(entry => entry.Value.GetDouble()).DefaultIfEmpty(-1).Max();
        var acts = PolicyBotActs.Of(Pull, Policy, conceded).OrderBy(act => act.At).ToList();
        var withdrawn = conceded.HasFlag(Concessions.OthersWithdraw) ? acts.FindLastIndex(act => act.Approves && MayDisapprove(act.Login)) : -1;
        return acts.Where((act, at) => act.Approves || at > withdrawn)
            .GroupBy(act => IdOf(act.Login))
            .Select(group => group.Last())
            .Select(act => new DecisionFacts
            {
                Statement = A.Digest($"{act.Login} {act.At}"),
                Person = Login(act.Login),
                Kind = act.Approves ? DecisionKind.Approve : DecisionKind.Object,
                Assurance = Assurance.ReadInFull,
                IsStanding = true,
                Carries = act.At > lastPush,
                Reaches = act.At > lastPush,
                IsStrict = act.At > lastPush,
                Reason = "as in the case",
            });
    }
}
