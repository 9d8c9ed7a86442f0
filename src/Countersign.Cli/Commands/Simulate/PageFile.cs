// The file that the page goes into: known to be writable before a long replay, and left as it was where nothing comes of it.
using System.Text;
using Countersign.Cli.Terminal;

namespace Countersign.Cli.Commands.Simulate;

internal sealed class PageFile : IDisposable
{
    private readonly string _path;
    private readonly string _named;
    private readonly FileStream _file;
    private readonly bool _isNew;
    private bool _isWritten;

    /// <exception cref="UsageProblem">It cannot be written.</exception>
    public PageFile(string path, string named)
    {
        (_path, _named) = (path, named);
        _isNew = !File.Exists(path);
        try
        {
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Cannot(problem.Message);
        }

        if (!_file.CanSeek)
        {
            _file.Dispose();
            throw Cannot("it is a pipe or a device, and no file that stays");
        }
    }

    /// <exception cref="UsageProblem">It can be written no longer: the disk is full, or it is none.</exception>
    public void Write(string html)
    {
        try
        {
            _file.SetLength(0);
            _file.Write(new UTF8Encoding(false).GetBytes(html));
            _isWritten = true;
        }
        catch (IOException problem)
        {
            throw Cannot(problem.Message);
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        if (_isNew && !_isWritten)
        {
            File.Delete(_path);
        }
    }

    private UsageProblem Cannot(string why) => new($"the page cannot be written to {Visible.Text(_named)}: {Visible.Text(why)}");
}
