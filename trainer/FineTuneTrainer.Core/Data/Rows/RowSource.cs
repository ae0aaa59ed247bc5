namespace FineTuneTrainer.Core.Data.Rows;

/// <summary>The rows of files, one file after the other, in one shape.</summary>
public sealed class RowSource<T>(IReadOnlyList<DataFile> files, IRowShape<T> shape) : IRowSource<T>
    where T : class
{
    private const int KeptProblems = 50;

    /// <inheritdoc/>
    public IEnumerable<PlacedRow<T>> Read(DataCursor from = default)
    {
        for (int f = from.File; f < files.Count; f++)
        {
            // Rows before the place are read again and let go: that costs time once, and no memory.
            long skipped = f == from.File ? from.Rows : 0, rows = 0;
            var problems = new ProblemList(files[f].Name);
            foreach (T? row in Rows(files[f], problems))
            {
                if (problems.Count > 0) throw new BadDataException(problems.First);
                if (row is not null && rows++ >= skipped) yield return new PlacedRow<T>(row, new DataCursor(f, rows));
            }

            if (problems.Count > 0) throw new BadDataException(problems.First);
        }
    }

    /// <inheritdoc/>
    public DataReport Check(CancellationToken cancellationToken = default)
    {
        long rows = 0, count = 0;
        List<DataProblem> first = [];
        foreach (DataFile file in files)
        {
            long before = rows;
            var problems = new ProblemList(file.Name);
            foreach (T? row in Rows(file, problems))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (row is not null) rows++;
            }

            if (rows == before && problems.Count == 0) problems.Add(0, "the file has no rows");
            count += problems.Count;
            first.AddRange(problems.First.Take(KeptProblems - first.Count));
        }

        return new DataReport(rows, first, count);
    }

    private IEnumerable<T?> Rows(DataFile file, ProblemList problems)
    {
        using Stream stream = file.Open();
        foreach (Formats.DataRecord record in file.Format.Read(stream, shape.Columns, problems)) yield return shape.Read(record, problems);
    }
}
