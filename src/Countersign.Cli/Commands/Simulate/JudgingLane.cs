// One policy's own thread: changes go in as they were read, and are judged in that order while the next are read.
using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Countersign.Inputs;
using Countersign.Simulation;

namespace Countersign.Cli.Commands.Simulate;

internal sealed class JudgingLane : IDisposable
{
    // Handed over by the dozen: a change is judged in less time than it takes to wake a thread.
    private const int Batch = 32;
    private const int MostWaiting = 16;
    private readonly BlockingCollection<List<Waiting>> _waiting = new(MostWaiting);
    private readonly CancellationTokenSource _stopped = new();
    private readonly Thread _thread;
    private List<Waiting> _next = new(Batch);
    private ExceptionDispatchInfo? _problem;

    public JudgingLane(PolicyReplay policy)
    {
        Policy = policy;
        _thread = new Thread(Judge) { IsBackground = true, Name = policy.Key };
        _thread.Start();
    }

    public PolicyReplay Policy { get; }

    public void Add(Facts facts, ReplayedChange change)
    {
        _next.Add(new Waiting(facts, change));
        if (_next.Count == Batch)
        {
            HandOver();
        }
    }

    /// <summary>Waits until everything is judged.</summary>
    public void Finish()
    {
        HandOver();
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

    private void HandOver()
    {
        _problem?.Throw();
        _waiting.Add(_next, _stopped.Token);
        _next = new List<Waiting>(Batch);
    }

    private void Judge()
    {
        try
        {
            foreach (var (facts, change) in _waiting.GetConsumingEnumerable(_stopped.Token).SelectMany(batch => batch))
            {
                Policy.Judge(facts, change);
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

    private readonly record struct Waiting(Facts Facts, ReplayedChange Change);
}
