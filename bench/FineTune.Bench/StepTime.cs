using System.Diagnostics;
using FineTune.Contract;
using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Linears;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tasks;
using static TorchSharp.torch;

namespace FineTune.Bench;

/// <summary>One whole training step (forward, loss, backward, clipping, AdamW) beside the bare prototype, step by step in turn, and the multiply-add limit.</summary>
internal static class StepTime
{
    private const int WarmUp = 3;
    private const int Timed = 9;

    public static Task PrintAsync(TextWriter output)
    {
        TorchKernels.CompileAll();
        output.WriteLine($"multiply-add limit {MultiplyAddLimit.GigaFlops:0} GFLOP/s, {Environment.ProcessorCount} threads; medians of {Timed} steps after {WarmUp}, trainer and prototype in turn; the ratio is the median of the pairs'");
        output.WriteLine();
        output.WriteLine("| shape | parameters | kernel | trainer ms | prototype ms | ratio | trainer GFLOP/s | share of limit | reference ms, other machine |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var shape in Shape.All)
        {
            using var folder = new RandomFolder(shape);
            foreach (var kernel in new[] { LinearKernelType.Native, LinearKernelType.OneDnn, LinearKernelType.BF16 })
                Print(output, shape, folder, kernel);
        }

        return Task.CompletedTask;
    }

    private static void Print(TextWriter output, Shape shape, RandomFolder folder, LinearKernelType kernel)
    {
        using var model = ModelCatalog.Load(folder, new ModelOptions { Labels = ["a", "b", "c"], Kernel = LinearKernels.Of(kernel) });
        using var optimizer = new FineTuneTrainer.Core.Optimizers.AdamW(model.Parameters, 0.9, 0.999, 1e-8, 0.01);
        using var prototype = new Prototype(shape, kernel);
        using var ids = randint(0, shape.Vocabulary, [shape.Rows, shape.Length], ScalarType.Int64);
        using var labels = randint(0, 3, [shape.Rows], ScalarType.Int64);
        List<double> ours = [], theirs = [];
        for (var step = 0; step < WarmUp + Timed; step++)
        {
            // Who goes first alternates: whatever else the machine does falls on both.
            if (step % 2 == 0)
                ours.Add(Time(() => Step(model, optimizer, ids, labels)));
            theirs.Add(Time(() => prototype.Step(ids, labels)));
            if (step % 2 == 1)
                ours.Add(Time(() => Step(model, optimizer, ids, labels)));
        }

        var (median, peer) = (Median(ours), Median(theirs));
        var ratio = Median(ours.Zip(theirs, (own, other) => own / other));
        var rate = shape.Flops / median / 1e6;
        var reference = kernel switch { LinearKernelType.BF16 => shape.ReferenceBf16, LinearKernelType.OneDnn => shape.ReferenceFp32, _ => double.NaN };
        output.WriteLine($"| {shape.Name} | {model.Parameters.Sum(pair => pair.Parameter.numel()) / 1e6:0.0} M | {kernel} | {median:0.0} | {peer:0.0} | {ratio:0.00} | {rate:0} | {100 * rate / MultiplyAddLimit.GigaFlops:0} % | {(double.IsNaN(reference) ? "" : $"{reference:0}")} |");
    }

    private static void Step(TaskModel model, FineTuneTrainer.Core.Optimizers.AdamW optimizer, Tensor ids, Tensor labels)
    {
        using var scope = NewDisposeScope();
        var batch = new Batch(ids, labels, (int)ids.numel()) { Mask = ones_like(ids), TokenTypeIds = zeros_like(ids) };
        TaskLoss.Of(model, model.Forward(batch), batch).Mean.backward();
        ForeachClip.Clip([.. model.Parameters.Select(pair => pair.Parameter.grad!)], 1);
        optimizer.Step(1e-4);
        foreach (var (_, parameter) in model.Parameters)
            parameter.grad = null;
    }

    private static double Time(Action step)
    {
        var watch = Stopwatch.StartNew();
        step();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static double Median(IEnumerable<double> times) => times.Skip(WarmUp).Order().ElementAt(Timed / 2);
}
