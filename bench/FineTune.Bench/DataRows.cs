using System.Diagnostics;
using System.Text.Json;
using FineTuneTrainer.Core.Data.Formats;
using FineTuneTrainer.Core.Data.Rows;
using nietras.SeparatedValues;
using Parquet;
using Parquet.Serialization;

namespace FineTune.Bench;

/// <summary>Rows a second from CSV, JSONL and Parquet, every row checked and placed; beside the bare library that each is read with, and the memory that rows leave behind.</summary>
internal static class DataRows
{
    private const int Rows = 300_000;
    private const int Rounds = 3;

    public static async Task PrintAsync(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("finetune-bench-");
        try
        {
            output.WriteLine($"| {Rows:N0} rows of text and label, medians of {Rounds} | MB | rows/s | bare library | rows/s | ratio | live memory while reading, at most |");
            output.WriteLine("|---|---|---|---|---|---|---|");
            await PrintAsync(output, folder.FullName, "rows.csv", new CsvFormat(), WriteCsv, "Sep", path => Task.FromResult(Sep(path)));
            await PrintAsync(output, folder.FullName, "rows.jsonl", new JsonlFormat(), WriteJsonl, "System.Text.Json, a document a line", path => Task.FromResult(Documents(path)));
            await PrintAsync(output, folder.FullName, "rows.parquet", new ParquetFormat(), WriteParquet, "Parquet.Net into objects", ObjectsAsync);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task PrintAsync(TextWriter output, string folder, string name, IDataFormat format, Action<string> write, string peer, Func<string, Task<long>> bare)
    {
        var path = Path.Combine(folder, name);
        write(path);
        List<double> own = [], other = [];
        for (var round = 0; round <= Rounds; round++)
        {
            var (mine, theirs) = (await TimeAsync(() => Task.FromResult(Read(path, format))), await TimeAsync(() => bare(path)));
            if (round == 0)
                continue;
            own.Add(mine);
            other.Add(theirs);
        }

        output.WriteLine($"| {name} | {new FileInfo(path).Length / 1e6:0} | {Rows / Median(own):N0} | {peer} | {Rows / Median(other):N0} | {Median(other) / Median(own):0.00} | {Memory(path, format) / 1e6:0.0} MB |");
    }

    private static long Read(string path, IDataFormat format) =>
        new RowSource<FineTuneTrainer.Core.Data.Row>([new DataFile(Path.GetFileName(path), format, () => File.OpenRead(path))], new TextShape("text", "label")).Read().LongCount();

    // What lives while rows go by: the heap after a collection, at ten places.
    private static long Memory(string path, IDataFormat format)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true), most = 0, seen = 0;
        foreach (var _ in new RowSource<FineTuneTrainer.Core.Data.Row>([new DataFile(Path.GetFileName(path), format, () => File.OpenRead(path))], new TextShape("text", "label")).Read())
        {
            if (++seen % (Rows / 10) == 0)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        return most;
    }

    private static async Task<double> TimeAsync(Func<Task<long>> read)
    {
        var watch = Stopwatch.StartNew();
        var rows = await read();
        return rows == Rows ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException($"{rows} rows instead of {Rows}");
    }

    private static long Sep(string path)
    {
        long rows = 0;
        using var reader = nietras.SeparatedValues.Sep.Reader(options => options with { Unescape = true }).FromFile(path);
        foreach (var row in reader)
            rows += row["text"].ToString().Length > 0 && row["label"].ToString().Length > 0 ? 1 : 0;
        return rows;
    }

    private static long Documents(string path)
    {
        long rows = 0;
        foreach (var line in File.ReadLines(path))
        {
            using var document = JsonDocument.Parse(line);
            rows += document.RootElement.GetProperty("text").GetString()!.Length > 0 && document.RootElement.GetProperty("label").GetString()!.Length > 0 ? 1 : 0;
        }

        return rows;
    }

    private static async Task<long> ObjectsAsync(string path) => (await ParquetSerializer.DeserializeAsync<Line>(path)).Data.Count(line => line.text!.Length > 0 && line.label!.Length > 0);

    private static IEnumerable<(string Text, string Label)> Sentences()
    {
        var random = new Random(1);
        string[] words = [.. Enumerable.Range(0, 2000).Select(_ => string.Concat(Enumerable.Range(0, random.Next(2, 10)).Select(_ => (char)random.Next('a', 'z' + 1))))];
        for (var row = 0; row < Rows; row++)
            yield return (string.Join(' ', random.GetItems(words, random.Next(5, 30))) + (row % 7 == 0 ? ", \"said\"" : ""), $"label {row % 12}");
    }

    private static void WriteCsv(string path) => File.WriteAllLines(path, Sentences().Select(row => $"\"{row.Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{row.Label}").Prepend("text,label"));

    private static void WriteJsonl(string path) => File.WriteAllLines(path, Sentences().Select(row => JsonSerializer.Serialize(new { text = row.Text, label = row.Label })));

    private static void WriteParquet(string path) =>
        ParquetSerializer.SerializeAsync(Sentences().Select(row => new Line { text = row.Text, label = row.Label }), path, new ParquetOptions { RowGroupSize = 20_000 }).GetAwaiter().GetResult();

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    // Parquet.Net names columns as the members.
    private sealed class Line
    {
        public string? text { get; set; }

        public string? label { get; set; }
    }
}
