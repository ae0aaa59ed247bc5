using FineTune.Contract;
using FineTuneTrainer.Core.Data.Formats;
using FineTuneTrainer.Core.Data.Rows;

namespace FineTuneTrainer.Core.Data;

/// <summary>Reads a dataset's labeled texts and collects everything that is wrong with it, so that a user repairs a file once.</summary>
public static class RowReader
{
    /// <summary>Reads the file's rows; <paramref name="file"/> is its name in problems. The stream stays open.</summary>
    public static RowSet Read(Stream stream, DatasetFormat format, string file, string textColumn, string? labelColumn)
    {
        IDataFormat reader = format switch
        {
            DatasetFormat.Csv => new CsvFormat(),
            DatasetFormat.Jsonl => new JsonlFormat(),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "A dataset is Csv or Jsonl."),
        };
        var problems = new ProblemList(file);
        var shape = new TextShape(textColumn, labelColumn);
        Row[] rows = [.. reader.Read(stream, shape.Columns, problems).Select(record => shape.Read(record, problems)).OfType<Row>()];
        if (rows.Length == 0 && problems.Count == 0) problems.Add(0, "the file has no rows");
        return new RowSet(rows, problems.First, problems.Count);
    }
}
