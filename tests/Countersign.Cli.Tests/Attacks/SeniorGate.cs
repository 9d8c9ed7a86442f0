// One gate shared by the tests of a class: a senior signs what runs. Each test has its own branches and files.
using Countersign.Cli.Tests.Given;

namespace Countersign.Cli.Tests.Attacks;

public sealed class SeniorGate : IDisposable
{
    public GivenGate Gate { get; } = GivenGate.Open(policy: GivenGate.SeniorPolicy);

    public void Dispose() => Gate.Dispose();
}
