using Microsoft.Win32.SafeHandles;

namespace FineTune.Storage.S3;

/// <summary>A download in the making, <c>path.part</c>, and beside it the list of ranges that have arrived, so that a later try goes on.</summary>
internal sealed class PartialFile : IDisposable
{
    private readonly string _path;
    private readonly HashSet<int> _arrived;
    private readonly StreamWriter _journal;
    private readonly Lock _lock = new();

    private PartialFile(string path, SafeFileHandle file, HashSet<int> arrived, StreamWriter journal) => (_path, File, _arrived, _journal) = (path, file, arrived, journal);

    public SafeFileHandle File { get; }

    private static string Part(string path) => path + ".part";

    private static string Journal(string path) => path + ".part.ranges";

    /// <summary>Goes on with what is there of the same version, or begins.</summary>
    public static PartialFile Open(string path, ObjectInfo version, int rangeBytes)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        string head = $"{version.ETag} {version.Size} {rangeBytes}";
        HashSet<int> arrived = Arrived(path, head, version.Size);
        if (arrived.Count == 0) Discard(path);
        SafeFileHandle file = System.IO.File.OpenHandle(Part(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, FileOptions.Asynchronous);
        if (RandomAccess.GetLength(file) != version.Size) RandomAccess.SetLength(file, version.Size);
        StreamWriter journal = new(Journal(path), append: true) { AutoFlush = true };
        if (arrived.Count == 0) journal.WriteLine(head);
        return new PartialFile(path, file, arrived, journal);
    }

    public bool Has(int range)
    {
        lock (_lock) return _arrived.Contains(range);
    }

    public void Add(int range)
    {
        lock (_lock)
        {
            _arrived.Add(range);
            _journal.WriteLine(range);
        }
    }

    /// <summary>Gives the whole file its name.</summary>
    public void Finish()
    {
        Dispose();
        System.IO.File.Move(Part(_path), _path, overwrite: true);
        System.IO.File.Delete(Journal(_path));
    }

    public void Dispose()
    {
        File.Dispose();
        _journal.Dispose();
    }

    private static HashSet<int> Arrived(string path, string head, long size)
    {
        if (!System.IO.File.Exists(Journal(path)) || new FileInfo(Part(path)) is not { Exists: true } part || part.Length != size) return [];
        string[] lines = System.IO.File.ReadAllText(Journal(path)).Split('\n');
        // The last piece has no line end: it is empty, or was cut off.
        return lines[0] == head ? [.. lines.Skip(1).SkipLast(1).Select(int.Parse)] : [];
    }

    private static void Discard(string path)
    {
        System.IO.File.Delete(Part(path));
        System.IO.File.Delete(Journal(path));
    }
}
