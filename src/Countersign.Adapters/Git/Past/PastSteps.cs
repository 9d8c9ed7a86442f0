// Every step of a target's line, from the cache as far as it holds and from Git from there on, read while the caller judges.
using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Countersign.Changes;
using Countersign.Provenance;

namespace Countersign.Adapters.Git.Past;

public static class PastSteps
{
    /// <summary>Steps that wait for the caller at most; they are small, but for merges of whole trees.</summary>
    private const int MostWaiting = 2_048;

    /// <summary>Oldest first. Stops the reading, and leaves the cache whole, when the caller stops or cancels.</summary>
    /// <param name="counted">Told once how many steps the line has, where that is known before they are read.</param>
    public static IEnumerable<MergedStep> Read(
        CleanRoom room,
        ObjectId tip,
        SignalSet signals,
        StepCache? cache,
        Action<int>? counted,
        CancellationToken cancellation
    )
    {
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var waiting = new BlockingCollection<MergedStep>(MostWaiting);
        ExceptionDispatchInfo? problem = null;
        var reader = new Thread(() =>
        {
            try
            {
                foreach (var step in One(room, tip, signals, cache, counted))
                {
                    waiting.Add(step, stopped.Token);
                }
            }
            catch (OperationCanceledException)
            {
                // The caller knows.
            }
            catch (Exception thrown)
            {
                problem = ExceptionDispatchInfo.Capture(thrown);
            }
            finally
            {
                waiting.CompleteAdding();
            }
        })
        {
            IsBackground = true,
            Name = "history",
        };
        reader.Start();
        try
        {
            foreach (var step in waiting.GetConsumingEnumerable(cancellation))
            {
                yield return step;
            }
        }
        finally
        {
            stopped.Cancel();
            reader.Join();
        }

        problem?.Throw();
    }

    private static IEnumerable<MergedStep> One(CleanRoom room, ObjectId tip, SignalSet signals, StepCache? cache, Action<int>? counted)
    {
        ObjectId? last = null;
        var read = 0;
        if (counted is not null || cache is { IsEmpty: false })
        {
            List<ObjectId> line = [.. room.FirstParentHistory(tip)];
            line.Reverse();
            counted?.Invoke(line.Count);
            foreach (var step in cache?.Read() ?? [])
            {
                // Rewritten history: what stands in the cache from here on belongs to another line.
                if (read == line.Count || step.Id != line[read])
                {
                    break;
                }

                (last, read) = (step.Id, read + 1);
                yield return step;
            }
        }

        if (last == tip)
        {
            yield break;
        }

        cache?.BeginAppending();
        foreach (var step in new MergedStepLog(room, signals).Read(tip, last))
        {
            cache?.Append(step);
            yield return step;
        }
    }
}
