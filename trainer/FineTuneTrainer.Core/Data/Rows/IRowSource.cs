namespace FineTuneTrainer.Core.Data.Rows;

/// <summary>A dataset's rows, streamed: memory does not grow with their number.</summary>
public interface IRowSource<T>
    where T : class
{
    /// <summary>
    /// The rows from a place on, each with the place after it: reading from there later goes on with the next row. A row that is no good throws
    /// <see cref="BadDataException"/>; <see cref="Check"/> tells all of them before.
    /// </summary>
    IEnumerable<PlacedRow<T>> Read(DataCursor from = default);

    /// <summary>Reads everything once and tells every problem, before anything is trained.</summary>
    DataReport Check(CancellationToken cancellationToken = default);
}
