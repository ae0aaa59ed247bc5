using FineTuneTrainer.Core.Data.Formats;

namespace FineTuneTrainer.Core.Data.Rows;

/// <summary>Makes a task's rows of a file's records, whatever its format.</summary>
public interface IRowShape<out T>
    where T : class
{
    /// <summary>The columns it reads.</summary>
    Columns Columns { get; }

    /// <summary>The record's row; null if it is no good, every reason a problem.</summary>
    T? Read(DataRecord record, ProblemList problems);
}
