namespace FineTune.Demo.Harness;

/// <summary>The one program that runs a cluster in a folder: a second one must not start, and <c>make down</c> finds it.</summary>
public sealed class FolderOwner : IDisposable
{
    private readonly string _file;

    private FolderOwner(string file) => _file = file;

    /// <summary>The process that owns the folder; null when none lives.</summary>
    public static int? Of(string folder)
    {
        var file = FileOf(folder);
        return File.Exists(file) && int.TryParse(File.ReadAllText(file), out var id) && IsThisProgram(id) ? id : null;
    }

    /// <summary>Takes the folder.</summary>
    public static FolderOwner Take(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(FileOf(folder), $"{Environment.ProcessId}");
        return new FolderOwner(FileOf(folder));
    }

    /// <inheritdoc/>
    public void Dispose() => File.Delete(_file);

    private static string FileOf(string folder) => Path.Combine(folder, "owner.pid");

    // A number alone may have gone to another process since.
    private static bool IsThisProgram(int id)
    {
        try
        {
            return File.ResolveLinkTarget($"/proc/{id}/exe", returnFinalTarget: false)?.FullName == Environment.ProcessPath;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
