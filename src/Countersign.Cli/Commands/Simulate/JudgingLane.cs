// One policy's own thread: changes go in as they were read, and are judged in that order while the next are read.
using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Countersign.Inputs;
using Countersign.Simulation;

namespace Countersign.Cli.Commands.Simulate;

internal sealed class JudgingLane : IDisposable
{
    private const int MostWaiting = 256;
    private readonly BlockingCollection<(Facts Facts, ReplayedChange Change, string Area)> _waiting = new(MostWaiting);
    private readonly CancellationTokenSource _stopped = new();
    private readonly Thread _thread;
    private ExceptionDispatchInfo? _problem;

    public JudgingLane(PolicyReplay policy)
    {
        Policy = policy;
        _thread = new Thread(Judge) { IsBackground = true, Name = policy.Key };
        _thread.Start();
    }

    public PolicyReplay Policy { get; }

    public void Add(Facts facts, ReplayedChange change, string area)
    {
        _problem?.Throw();
        _waiting.Add((facts, change, area), _stopped.Token);
    }

    /// <summary>Waits until everything is judged.</summary>
    public void Finish()
    {
        _waiting.CompleteAdding();
        _thread.Join();
        _problem?.Throw();
    }

    public void Dispose()
    {
        _stopped.Cancel();
        _thread.Join();
        _waiting.Dispose();
        _stopped.Dispose();
    }

    private void Judge()
    {
        try
        {
            foreach (var (facts, change, area) in _waiting.GetConsumingEnumerable(_stopped.Token))
            {
                Policy.Judge(facts, change, area);
            }
        }
        catch (OperationCanceledException)
        {
            // Whoever stopped it knows.
        }
        catch (Exception thrown)
        {
            // Thrown where the changes come from: it stops there, and whoever waits for room is let go.
            _problem = ExceptionDispatchInfo.Capture(thrown);
            while (!_stopped.IsCancellationRequested && _waiting.TryTake(out _, Timeout.Infinite)) { }
        }
    }
}
