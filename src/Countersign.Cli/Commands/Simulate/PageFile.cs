// The file that the page goes into: known to be writable before a long replay, and left as it was where nothing comes of it.
using System.Text;
using Countersign.Cli.Terminal;

namespace Countersign.Cli.Commands.Simulate;

internal sealed class PageFile : IDisposable
{
    private readonly string _path;
    private readonly FileStream _file;
    private readonly bool _isNew;
    private bool _isWritten;

    /// <exception cref="UsageProblem">It cannot be written.</exception>
    public PageFile(string path, string named)
    {
        _path = path;
        _isNew = !File.Exists(path);
        try
        {
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UsageProblem($"the page cannot be written to {Visible.Text(named)}: {Visible.Text(problem.Message)}");
        }
    }

    public void Write(string html)
    {
        _file.SetLength(0);
        _file.Write(new UTF8Encoding(false).GetBytes(html));
        _isWritten = true;
    }

    public void Dispose()
    {
        _file.Dispose();
        if (_isNew && !_isWritten)
        {
            File.Delete(_path);
        }
    }
}
