// What was read of a history, kept beside the repository and outside it: records that prove themselves whole, oldest first.
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Countersign.Adapters.Git.Past;

/// <summary>
/// A line with the version, then for each step its length, the first 8 bytes of its SHA-256, and the step. Whatever stands
/// behind the first record that is not whole is dropped and read from Git again, so it may be stopped or damaged anywhere.
/// </summary>
public sealed class StepCache : IDisposable
{
    private const int Head = 12;
    private const int LongestRecord = 256 << 20;
    private readonly Stream _file;
    private readonly byte[] _version;
    private long _whole;
    private bool _isGivenUp;

    internal StepCache(Stream file, string reading)
    {
        _file = file;
        _version = Encoding.UTF8.GetBytes($"countersign-steps/{StepForm.Version} {reading}\n");
    }

    /// <summary>Null where it cannot be kept: the folder cannot be written, or another replay has it open.</summary>
    /// <param name="reading">What else the reading depends on, such as the table of signs.</param>
    public static StepCache? Open(string path, string reading)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var options = new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                BufferSize = 1 << 16,
            };
            if (!OperatingSystem.IsWindows())
            {
                // It holds subjects and paths of what may be a private repository.
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            return new StepCache(new FileStream(path, options), reading);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }

    public bool IsEmpty => _file.Length <= _version.Length;

    /// <summary>The whole records from the beginning, as many as the caller takes; the rest is dropped once something is appended.</summary>
    public IEnumerable<MergedStep> Read()
    {
        _whole = 0;
        if (!BeginsWithVersion())
        {
            yield break;
        }

        _whole = _file.Position;
        while (Next() is { } step)
        {
            yield return step;

            // The caller asked for the next one, so this one was right.
            _whole = _file.Position;
        }
    }

    public void BeginAppending() =>
        Try(() =>
        {
            if (_whole == 0)
            {
                _file.SetLength(0);
                _file.Write(_version);
                _whole = _version.Length;
            }

            _file.SetLength(_whole);
            _file.Position = _whole;
        });

    public void Append(MergedStep step)
    {
        using var bytes = new MemoryStream();
        bytes.Write(new byte[Head]);
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            StepForm.Write(writer, step);
        }

        var record = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        BinaryPrimitives.WriteInt32LittleEndian(record, record.Length - Head);
        Checksum(record[Head..]).AsSpan(0, Head - 4).CopyTo(record[4..]);
        Try(() => _file.Write(bytes.GetBuffer(), 0, (int)bytes.Length));
    }

    public void Dispose()
    {
        try
        {
            _file.Dispose();
        }
        catch (IOException)
        {
            // What the disk did not take is read from Git again.
        }
    }

    /// <summary>A full or broken disk costs the cache and nothing else: what does not lie there whole is read from Git again.</summary>
    private void Try(Action write)
    {
        try
        {
            if (!_isGivenUp)
            {
                write();
            }
        }
        catch (IOException)
        {
            _isGivenUp = true;
        }
    }

    private bool BeginsWithVersion()
    {
        try
        {
            _file.Position = 0;
            var version = new byte[_version.Length];
            return _file.ReadAtLeast(version, version.Length, throwOnEndOfStream: false) == version.Length
                && version.AsSpan().SequenceEqual(_version);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private MergedStep? Next()
    {
        try
        {
            Span<byte> head = stackalloc byte[Head];
            if (_file.ReadAtLeast(head, Head, throwOnEndOfStream: false) < Head)
            {
                return null;
            }

            var length = BinaryPrimitives.ReadInt32LittleEndian(head);
            if (length is <= 0 or > LongestRecord || length > _file.Length - _file.Position)
            {
                return null;
            }

            var record = new byte[length];
            _file.ReadExactly(record);
            if (!Checksum(record).AsSpan(0, Head - 4).SequenceEqual(head[4..]))
            {
                return null;
            }

            using var reader = new BinaryReader(new MemoryStream(record), Encoding.UTF8);
            return StepForm.Read(reader);
        }
        catch (Exception problem) when (problem is IOException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static byte[] Checksum(ReadOnlySpan<byte> record) => SHA256.HashData(record);
}
