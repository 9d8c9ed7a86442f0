// Claims about kinds beside the old ones: aspects, and what a team adds; nothing ever takes a kind away.
using System.Text;
using Countersign.Changes;
using Countersign.Documents;
using Countersign.Impact;

namespace Countersign.Tests.Impact;

public sealed class TeamKindsTests
{
    [Theory]
    [InlineData("api/openapi.yaml", "config public-api")]
    [InlineData("proto/shop.proto", "code public-api schema")]
    [InlineData("src/Shop/PublicAPI.Shipped.txt", "code public-api")]
    [InlineData("config/.env", "config secret")]
    [InlineData("deploy/secrets/db.yml", "infrastructure secret")]
    [InlineData("src/iam/Role.cs", "code authorisation")]
    [InlineData("policy/allow.rego", "code authorisation")]
    [InlineData("config/flags/checkout.yml", "config feature-flag")]
    [InlineData("docs/secrets.md", "docs")]
    [InlineData("tests/fixtures/openapi.yaml", "test")]
    [InlineData("src/Secretary.cs", "code")]
    public void An_aspect_stands_beside_the_kind(string path, string kinds) => string.Join(" ", ChangeKinds.Of(RepoPath.Of(path))).ShouldBe(kinds);

    [Fact]
    public void What_a_team_adds_takes_no_kind_away()
    {
        var kinds = Read("{'version':1,'kinds':[{'kind':'migration','paths':['db/changes/**']},{'kind':'feature-flag','paths':'*.toggle'}]}")
            .ShouldBeOfType<Parsed<TeamKinds>.Good>()
            .Value;

        Of(kinds, "db/changes/7.sql").ShouldBe("code migration");
        Of(kinds, "docs/a.toggle").ShouldBe("code feature-flag");
        Of(kinds, "db/changes/readme.md").ShouldBe("migration docs");
        Of(kinds, "src/a.cs").ShouldBe("code");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{'kinds':5}")]
    [InlineData("{'version':2}")]
    [InlineData("{'kinds':[{'kind':'docs','paths':['src/**']}]}")]
    [InlineData("{'kinds':[{'kind':'test','paths':['src/**']}]}")]
    [InlineData("{'kinds':[{'kind':'whatever','paths':['a']}]}")]
    [InlineData("{'kinds':[{'kind':'config'}]}")]
    [InlineData("{'kinds':[{'kind':'config','paths':['']}]}")]
    [InlineData("{'kinds':[{'kind':'config','paths':['a'],'but':1}]}")]
    public void A_wrong_file_is_refused_with_what_is_wrong(string json) =>
        Read(json).ShouldBeOfType<Parsed<TeamKinds>.Bad>().Problems.ShouldNotBeEmpty();

    private static string Of(TeamKinds kinds, string path) => string.Join(" ", kinds.Of(RepoPath.Of(path), ChangeKinds.Of(RepoPath.Of(path))));

    private static Parsed<TeamKinds> Read(string json) =>
        JsonDocumentReader
            .Read(Encoding.UTF8.GetBytes(json.Replace('\'', '"')), "kinds.yml")
            .Match((node, _) => TeamKinds.Parse(node, "kinds.yml"), problems => new Parsed<TeamKinds>.Bad(problems));
}
