// Claims about --json of verbs that write: one object, the records by id, the verdict afterwards, and a problem in the same form.
using System.Text.Json;
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Writing;

public sealed class ReportTests
{
    [Fact]
    public void A_program_gets_the_records_and_the_verdict_and_people_read_on_standard_error()
    {
        using var gate = GivenGate.Open();
        gate.OfferTimeout();

        var ran = gate.Run("jun", "propose", "timeout", "--ai", "none", "--json");

        var report = JsonDocument.Parse(ran.Output).RootElement;
        report.GetProperty("verb").GetString().ShouldBe("propose");
        report.GetProperty("exit").GetInt32().ShouldBe(ran.Code);
        report.GetProperty("verdict").GetString().ShouldBe("Held");
        report.GetProperty("missing").EnumerateArray().Select(item => item.GetProperty("id").GetString()).ShouldContain("sign-off");
        var id = report.GetProperty("records").EnumerateArray().ShouldHaveSingleItem().GetString()!;
        gate.StoredRecords().Select(record => Digest(record.Bytes)).ShouldContain(id);
        ran.Errors.ShouldContain("is offered for main, signed by jun");
    }

    [Fact]
    public void What_was_not_done_says_so_in_the_same_form_and_names_no_record()
    {
        using var gate = GivenGate.Open();
        gate.OfferTimeout();

        var ran = gate.Run("jun", "condition", "timeout", "--json");

        var report = JsonDocument.Parse(ran.Output).RootElement;
        report.GetProperty("exit").GetInt32().ShouldBe(2);
        report.GetProperty("problem").GetString().ShouldNotBeNull().ShouldContain("a condition has words");
        report.GetProperty("records").GetArrayLength().ShouldBe(0);
    }

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
}
