namespace FineTune.Storage.Files;

/// <summary>Turns a file system's exceptions into the store's.</summary>
internal static class FileTrouble
{
    /// <summary>Runs <paramref name="work"/>; what goes wrong carries the object's name.</summary>
    public static async Task<T> NamedAsync<T>(ObjectUri uri, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw e switch
            {
                FileNotFoundException or DirectoryNotFoundException => new StorageException(StorageFailure.NotFound, $"{uri} does not exist", e),
                UnauthorizedAccessException => new StorageException(StorageFailure.AccessDenied, $"{uri} may not be read or written: {e.Message}", e),
                _ => new StorageException(StorageFailure.Unavailable, $"{uri} failed: {e.Message}", e),
            };
        }
    }
}
