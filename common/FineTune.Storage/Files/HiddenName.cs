namespace FineTune.Storage.Files;

/// <summary>Names of files that are no objects: writes in the making, and locks.</summary>
internal static class HiddenName
{
    private const string Mark = ".~";

    /// <summary>A hidden file beside an object's file.</summary>
    public static string Beside(string path, string suffix) => Path.Combine(Path.GetDirectoryName(path)!, $"{Mark}{Path.GetFileName(path)}.{suffix}");

    /// <summary>Whether a file is hidden.</summary>
    public static bool Is(string path) => Path.GetFileName(path.AsSpan()).StartsWith(Mark, StringComparison.Ordinal);
}
