using System.Text;
using FineTune.Contract;

namespace FineTuneTrainer.Core.Data;

/// <summary>Reads a dataset's rows and collects everything that is wrong with it, so that a user repairs a file once.</summary>
public static class RowReader
{
    // Bytes that are not UTF-8 become this noncharacter, which no text holds: so the row that has them can be named.
    internal const char Undecodable = '\uFFFF';

    /// <summary>Reads the file's rows; <paramref name="file"/> is its name in problems. The stream stays open.</summary>
    public static RowSet Read(Stream stream, DatasetFormat format, string file, string textColumn, string? labelColumn)
    {
        var problems = new ProblemList(file);
        var encoding = Encoding.GetEncoding("utf-8", EncoderFallback.ExceptionFallback, new DecoderReplacementFallback(Undecodable.ToString()));
        using var reader = new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16, leaveOpen: true);
        List<Row> rows = format switch
        {
            DatasetFormat.Csv => new CsvRows(problems, textColumn, labelColumn).Read(reader),
            DatasetFormat.Jsonl => new JsonlRows(problems, textColumn, labelColumn).Read(reader),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "A dataset is Csv or Jsonl."),
        };
        if (rows.Count == 0 && problems.Count == 0) problems.Add(0, "the file has no rows");
        return new RowSet(rows, problems.First, problems.Count);
    }
}
