// Standard input and output of a server that answers everything it was asked before its input ends.
using System.Text.Json;

namespace Countersign.Cli.Commands.Mcp;

/// <summary>
/// The library drops what it still works on once its input is at an end, so the end is held back until each request on a line of its
/// own has its answer. A request that gets none, cancelled or malformed, is waited for while work goes on and a little longer.
/// </summary>
internal sealed class AnsweredStreams(Stream input, Stream output, Func<bool> isBusy)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(20);
    private readonly Lock _lock = new();
    private readonly List<string> _open = [];
    private long _last = Environment.TickCount64;

    public Stream Input => new Watched(input, Asked, AllAnswered);

    public Stream Output => new Watched(output, Answered, () => Task.CompletedTask);

    private void Asked(ReadOnlyMemory<byte> line)
    {
        if (Id(line, "method") is { } id)
        {
            lock (_lock)
            {
                _open.Add(id);
            }
        }
    }

    private void Answered(ReadOnlyMemory<byte> line)
    {
        var id = Id(line, "result") ?? Id(line, "error");
        lock (_lock)
        {
            _last = Environment.TickCount64;
            if (id is not null)
            {
                _open.Remove(id);
            }
        }
    }

    private async Task AllAnswered()
    {
        var since = Environment.TickCount64;
        while (true)
        {
            lock (_lock)
            {
                since = Math.Max(since, isBusy() ? Environment.TickCount64 : _last);
                if (_open.Count == 0 || Environment.TickCount64 - since > s_patience.TotalMilliseconds)
                {
                    return;
                }
            }

            await Task.Delay(s_step).ConfigureAwait(false);
        }
    }

    /// <summary>As written, where the line is an object with this member and an id.</summary>
    private static string? Id(ReadOnlyMemory<byte> line, string member)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return
                document.RootElement is { ValueKind: JsonValueKind.Object } message
                && message.TryGetProperty(member, out _)
                && message.TryGetProperty("id", out var id)
                && id.ValueKind is JsonValueKind.String or JsonValueKind.Number
                ? id.GetRawText()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Hands on the bytes as they are, and shows each line; a last line that nobody ended is ended.</summary>
    private sealed class Watched(Stream inner, Action<ReadOnlyMemory<byte>> onLine, Func<Task> beforeEnd) : Stream
    {
        private readonly MemoryStream _line = new();

        public override bool CanRead => inner.CanRead;

        public override bool CanWrite => inner.CanWrite;

        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (read == 0 && _line.Length > 0 && buffer.Length > 0)
            {
                buffer.Span[0] = (byte)'\n';
                read = 1;
            }

            Watch(buffer.Span[..read]);
            if (read == 0 && buffer.Length > 0)
            {
                await beforeEnd().ConfigureAwait(false);
            }

            return read;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await inner.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
            await inner.FlushAsync(cancellationToken).ConfigureAwait(false);
            Watch(buffer.Span);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Write(byte[] buffer, int offset, int count) =>
            WriteAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

        public override void Flush() => inner.Flush();

        public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        private void Watch(ReadOnlySpan<byte> bytes)
        {
            for (var rest = bytes; rest.Length > 0; )
            {
                var end = rest.IndexOf((byte)'\n');
                _line.Write(end < 0 ? rest : rest[..end]);
                rest = end < 0 ? [] : rest[(end + 1)..];
                if (end >= 0)
                {
                    onLine(_line.GetBuffer().AsMemory(0, (int)_line.Length));
                    _line.SetLength(0);
                }
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _line.Dispose();
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
