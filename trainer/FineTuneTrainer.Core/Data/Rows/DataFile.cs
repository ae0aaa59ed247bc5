using FineTuneTrainer.Core.Data.Formats;
using FineTuneTrainer.Core.Folders;

namespace FineTuneTrainer.Core.Data.Rows;

/// <summary>A file of a dataset: its name in problems, its format, and how to open it (a stream that can seek, where the format is Parquet).</summary>
public sealed record DataFile(string Name, IDataFormat Format, Func<Stream> Open)
{
    /// <summary>A file of a folder.</summary>
    public static DataFile Of(IReadableFolder folder, string name, IDataFormat format) => new(name, format, () => folder.OpenRead(name));
}
