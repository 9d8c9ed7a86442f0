// Claims about names of bad commits: a name that several begin with stands for each of them, and only none is unknown.
using Countersign.Adapters.Git.Past;
using Countersign.Likelihood;

namespace Countersign.Adapters.Tests.Past;

public sealed class BadNamesTests
{
    [Fact]
    public void A_name_that_several_commits_begin_with_stands_for_each_of_them()
    {
        var names = new BadNames();
        names.Add(0x0123456_000000001, place: 3);
        names.Add(0x0123456_f00000002, place: 5);
        names.Add(0x0123457_000000003, place: 7);
        var incidents = new IncidentList([new NotedIncident("one", DateTimeOffset.UnixEpoch, ["0123456", "89abcde"], null)]);

        var found = names.Find(incidents);

        found.ByIncidents.ShouldBe([3, 5], ignoreOrder: true);
        found.Unknown.ShouldBe(1);
    }

    [Fact]
    public void Of_the_commits_that_a_message_may_mean_only_those_that_landed_before_it_are_bad()
    {
        var names = new BadNames();
        names.Add(0x0123456_000000001, place: 3);
        names.Add(0x0123456_f00000002, place: 5);
        names.Name(["0123456"], place: 4);

        var found = names.Find(IncidentList.Empty);

        found.ByMessages.ShouldBe([3]);
        found.Unknown.ShouldBe(0);
    }
}
