// Finds the data that lies beside the repository, where there is any.
namespace Countersign.Tests.Provenance;

internal static class SharedData
{
    /// <summary>Skips the test where the data is absent.</summary>
    public static string Folder(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var data = Path.Combine(folder.FullName, "shared", "data", name);
            if (Directory.Exists(data))
            {
                return data;
            }
        }

        Assert.Skip($"the data folder shared/data/{name} is not beside this repository");
        return "";
    }
}
