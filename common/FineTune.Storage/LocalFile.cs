namespace FineTune.Storage;

/// <summary>How this assembly opens files.</summary>
internal static class LocalFile
{
    private static readonly FileStreamOptions Reading = new()
    {
        Mode = FileMode.Open,
        Access = FileAccess.Read,
        Share = FileShare.Read | FileShare.Delete,
        Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
        BufferSize = 0,
    };

    /// <summary>An existing file, from its beginning.</summary>
    public static FileStream OpenRead(string path) => new(path, Reading);

    /// <summary>A new file of a known length, in a folder that is made when it is absent.</summary>
    public static FileStream Create(string path, long length)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        return new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            Share = FileShare.None,
            Options = FileOptions.Asynchronous,
            BufferSize = 0,
            PreallocationSize = length,
        });
    }
}
