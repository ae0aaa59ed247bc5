using System.Diagnostics;
using FineTune.Contract;
using FineTune.Demo.Harness;
using FineTuneTrainer.Core.Batching;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Data.Formats;
using FineTuneTrainer.Core.Data.Rows;
using FineTuneTrainer.Core.Images;
using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Linears;
using FineTuneTrainer.Core.Loop;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tasks;
using FineTuneTrainer.Core.Tokenizers;
using static TorchSharp.torch;

namespace FineTune.Bench;

/// <summary>How long the loop waits for data: the time to make a step's tensors (padding; decoding and resizing of images) beside the step's forward, backward and update.</summary>
internal static class DataWait
{
    private const int BatchSize = 16;
    private const int Steps = 30;
    private const int WarmUp = 5;

    public static Task PrintAsync(TextWriter output)
    {
        TorchKernels.CompileAll();
        output.WriteLine($"| data | model | {Steps} steps of {BatchSize} rows: data ms a step | step ms | data wait |");
        output.WriteLine("|---|---|---|---|---|");
        Print(output, "intents, texts", "minilm-l3", ModelTask.SequenceClassification, Texts(out var pad), pad);
        Print(output, "shapes, PNG files of 32 x 32", "resnet-mini", ModelTask.ImageClassification, Pictures(), 0);
        return Task.CompletedTask;
    }

    private static void Print(TextWriter output, string data, string name, ModelTask task, IReadOnlyList<EncodedRow> rows, int pad)
    {
        string[] labels = [.. Enumerable.Range(0, rows.Max(row => row.Label) + 1).Select(label => $"{label}")];
        using var model = ModelCatalog.Load(Folder(name), new ModelOptions { Task = task, Labels = labels, Kernel = LinearKernels.Of(LinearKernelType.Native) });
        using var optimizer = new FineTuneTrainer.Core.Optimizers.AdamW(model.Parameters, 0.9, 0.999, 1e-8, 0.01);
        var collation = new Collation(pad, CPU);
        var order = new BatchPlan(rows, BatchSize, 0, groupByLength: true, shuffle: true).Epoch(0);
        TimeSpan waited = TimeSpan.Zero, worked = TimeSpan.Zero;
        for (var step = 0; step < WarmUp + Steps; step++)
        {
            using var scope = NewDisposeScope();
            var watch = Stopwatch.StartNew();
            using var batch = collation.Collate(Array.ConvertAll(order[step % order.Count], row => rows[row]), new Occasion(step, 0));
            var collated = watch.Elapsed;
            TaskLoss.Of(model, model.Forward(batch), batch).Mean.backward();
            optimizer.Step(1e-4);
            foreach (var (_, parameter) in model.Parameters)
                parameter.grad = null;
            if (step >= WarmUp)
                (waited, worked) = (waited + collated, worked + watch.Elapsed - collated);
        }

        output.WriteLine($"| {data} | {name} | {waited.TotalMilliseconds / Steps:0.00} | {worked.TotalMilliseconds / Steps:0.0} | {100 * waited / (waited + worked):0.00} % |");
    }

    private static List<EncodedRow> Texts(out int pad)
    {
        var tokenizer = TokenizerFiles.Load(Folder("minilm-l3"));
        pad = tokenizer.PadId;
        var file = Repository.Path("samples", "data", "intents", "train.csv");
        List<Row> rows = [.. new RowSource<Row>([new DataFile("train.csv", new CsvFormat(), () => File.OpenRead(file))], new TextShape("text", "label")).Read().Select(placed => placed.Row)];
        var labels = LabelMap.Of(rows);
        return [.. rows.Select(row => (row, Encoding: tokenizer.Encode(row.Text, 64))).Select(pair => new EncodedRow(pair.Encoding.Ids, pair.Encoding.TypeIds, labels.IndexOf(pair.row.Label!)!.Value))];
    }

    private static List<EncodedRow> Pictures()
    {
        var train = Repository.Path("samples", "data", "shapes", "train");
        string[] labels = [.. Directory.EnumerateDirectories(train).Order(StringComparer.Ordinal)];
        // Half of 255 around 0, as the sample's preprocessor has it.
        var pipeline = new ImagePipeline([], new Normalization(1 / 255.0, [0.5, 0.5, 0.5], [0.5, 0.5, 0.5]));
        return [.. labels.SelectMany((folder, label) => Directory.EnumerateFiles(folder).Select(path => new EncodedRow([], [], label) { Dense = new Picture(path, pipeline) }))];
    }

    private static PlainFolder Folder(string name) => new(Repository.Path("samples", "models", name));

    private sealed record Picture(string Path, ImagePipeline Pipeline) : IDenseInput
    {
        public IReadOnlyList<long> Shape { get; } = [3, 32, 32];

        public float[] Read(Occasion occasion)
        {
            using var stream = File.OpenRead(Path);
            return Pipeline.Apply(ImageDecoder.Decode(stream), 0, (int)occasion.Step, occasion.Row);
        }
    }
}
