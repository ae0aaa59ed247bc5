namespace FineTuneTrainer.Core.Data.Formats;

/// <summary>Reads the records of a file, one after the other, in memory that does not grow with the file.</summary>
public interface IDataFormat
{
    /// <summary>
    /// The stream's records; what cannot be read is a problem, and reading goes on where that makes sense. The stream stays open. A missing required column
    /// is a problem of the file.
    /// </summary>
    IEnumerable<DataRecord> Read(Stream stream, Columns columns, ProblemList problems);
}
