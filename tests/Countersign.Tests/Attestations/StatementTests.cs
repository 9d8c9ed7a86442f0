// Claims about the bytes of statements: one form, read back whole, and nothing else accepted.
using System.Text;
using Countersign.Attestations;
using Countersign.Documents;
using Countersign.SignOffs;

namespace Countersign.Tests.Attestations;

public sealed class StatementTests
{
    public static TheoryData<string> Names => Samples.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_statement_that_is_read_and_written_again_has_the_same_bytes(string name)
    {
        var bytes = StatementWriter.Write(Samples.All[name]);
        var read = StatementReader.Read(bytes).ShouldBeOfType<Parsed<Statement>.Good>(Encoding.UTF8.GetString(bytes));
        Encoding.UTF8.GetString(StatementWriter.Write(read.Value)).ShouldBe(Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public void Every_kind_of_statement_has_a_sample_with_and_without_its_optional_fields()
    {
        foreach (var form in StatementForm.All)
        {
            Samples.All.Keys.ShouldContain($"{form.Name}-full");
            Samples.All.Keys.ShouldContain($"{form.Name}-bare");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_field_that_nobody_asked_for_is_refused_at_every_level(string name)
    {
        var text = Encoding.UTF8.GetString(StatementWriter.Write(Samples.All[name]));
        for (var at = text.IndexOf('{', StringComparison.Ordinal); at >= 0; at = text.IndexOf('{', at + 1))
        {
            var more = text.Insert(at + 1, "\"extra\":1,");
            // `numbers` is the one open object: any name with a finite number.
            if (!text[..at].EndsWith("\"numbers\":", StringComparison.Ordinal))
            {
                StatementReader.Read(Encoding.UTF8.GetBytes(more)).ShouldBeOfType<Parsed<Statement>.Bad>(more);
            }
        }
    }
}
