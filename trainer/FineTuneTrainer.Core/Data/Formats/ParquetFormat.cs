using Parquet;
using Parquet.Schema;

namespace FineTuneTrainer.Core.Data.Formats;

/// <summary>
/// Parquet: columns of text, numbers, flags and lists of them, with the codecs of Parquet.Net; one row group is in memory at a time, and only the columns
/// that are asked for. Row 1 is the first row.
/// </summary>
public sealed class ParquetFormat : IDataFormat
{
    /// <inheritdoc/>
    public IEnumerable<DataRecord> Read(Stream stream, Columns columns, ProblemList problems)
    {
        ParquetReader? reader = Opened(stream, problems);
        if (reader is null) yield break;
        try
        {
            if (Fields(reader, columns, problems) is not { } fields) yield break;
            string[] names = [.. fields.Select(f => f.Path.FirstPart!)];
            long number = 0;
            for (int g = 0; g < reader.RowGroupCount; g++)
            {
                if (Group(reader, g, fields, number, problems) is not { } group) yield break;
                for (long row = 0; row < group.Rows; row++)
                    yield return new DataRecord(++number, names, [.. group.Columns.Select(c => c[row])]);
            }
        }
        finally
        {
            reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static ParquetReader? Opened(Stream stream, ProblemList problems)
    {
        if (stream.Length == 0)
        {
            problems.Add(0, "the file is empty");
            return null;
        }

        try
        {
            return ParquetReader.CreateAsync(stream, leaveStreamOpen: true).GetAwaiter().GetResult();
        }
        catch (Exception e) when (IsBroken(e))
        {
            problems.Add(0, "the file is not Parquet, or is cut off", e.Message);
            return null;
        }
    }

    private static DataField[]? Fields(ParquetReader reader, Columns columns, ProblemList problems)
    {
        try
        {
            if (!HasColumns(reader.Schema, columns, problems)) return null;
            DataField[] fields = [.. reader.Schema.GetDataFields().Where(f => columns.Wants(f.Path.FirstPart!))];
            return ParquetColumn.AreReadable(fields, problems) ? fields : null;
        }
        catch (Exception e) when (IsBroken(e))
        {
            problems.Add(0, "the file's list of columns is damaged", e.Message);
            return null;
        }
    }

    private static bool HasColumns(ParquetSchema schema, Columns columns, ProblemList problems)
    {
        string[] present = [.. schema.Fields.Select(f => f.Name)];
        string[] missing = [.. columns.Required.Where(c => !present.Contains(c.Split('.')[0]))];
        foreach (string column in missing)
            problems.Add(0, $"there is no column '{column}'; the columns are: {string.Join(", ", present)}", null, column);
        return missing.Length == 0;
    }

    private static (long Rows, FieldValue[][] Columns)? Group(ParquetReader reader, int index, DataField[] fields, long before, ProblemList problems)
    {
        try
        {
            using ParquetRowGroupReader group = reader.OpenRowGroupReader(index);
            return (group.RowCount, [.. fields.Select(f => ParquetColumn.Read(group, f))]);
        }
        catch (Exception e) when (IsBroken(e))
        {
            problems.Add(before + 1, "the rows from here on cannot be read", e.Message);
            return null;
        }
    }

    // Parquet.Net throws whatever its parts throw on damaged bytes, some of it internal; only what says nothing about the file goes on.
    private static bool IsBroken(Exception e) => e is not (OutOfMemoryException or OperationCanceledException);
}
