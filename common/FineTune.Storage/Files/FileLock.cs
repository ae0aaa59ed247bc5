namespace FineTune.Storage.Files;

/// <summary>Lets one process at a time compare and replace a file.</summary>
internal static class FileLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Waits for the lock; disposing gives it back. The lock file stays: removing it would let two holders in.</summary>
    public static async Task<IAsyncDisposable> TakeAsync(string path, CancellationToken ct)
    {
        string file = HiddenName.Beside(path, "lock");
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(file))
            {
                await Task.Delay(Pause, ct);
            }
        }
    }
}
