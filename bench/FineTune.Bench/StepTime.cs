using System.Diagnostics;
using FineTune.Contract;
using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Linears;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tasks;
using static TorchSharp.torch;

namespace FineTune.Bench;

/// <summary>One whole training step (forward, loss, backward, clipping, AdamW) beside the prototype and the multiply-add limit.</summary>
internal static class StepTime
{
    private const int WarmUp = 2;
    private const int Timed = 5;

    public static void Print(TextWriter output)
    {
        TorchKernels.CompileAll();
        output.WriteLine($"multiply-add limit {MultiplyAddLimit.GigaFlops:0} GFLOP/s, {Environment.ProcessorCount} threads; median of {Timed} steps after {WarmUp}");
        output.WriteLine();
        output.WriteLine("| shape | parameters | kernel | step ms | GFLOP/s | share of limit | prototype ms |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var shape in Shape.All)
        {
            using var folder = new RandomFolder(shape);
            foreach (var kernel in new[] { LinearKernelType.Native, LinearKernelType.OneDnn, LinearKernelType.BF16 })
                Print(output, shape, folder, kernel);
        }
    }

    private static void Print(TextWriter output, Shape shape, RandomFolder folder, LinearKernelType kernel)
    {
        using var model = ModelCatalog.LoadClassifier(folder, new ClassifierOptions { Labels = ["a", "b", "c"], Kernel = LinearKernels.Of(kernel) });
        using var optimizer = new FineTuneTrainer.Core.Optimizers.AdamW(model.Parameters, 0.9, 0.999, 1e-8, 0.01);
        var times = new List<double>();
        for (var step = 0; step < WarmUp + Timed; step++)
        {
            var watch = Stopwatch.StartNew();
            Step(shape, model, optimizer);
            if (step >= WarmUp)
                times.Add(watch.Elapsed.TotalMilliseconds);
        }

        var median = times.Order().ElementAt(Timed / 2);
        var rate = shape.Flops / median / 1e6;
        var prototype = kernel == LinearKernelType.BF16 ? shape.PrototypeBf16 : shape.PrototypeFp32;
        output.WriteLine($"| {shape.Name} | {model.Parameters.Sum(pair => pair.Parameter.numel()) / 1e6:0.0} M | {kernel} | {median:0.0} | {rate:0} | {100 * rate / MultiplyAddLimit.GigaFlops:0} % | {(double.IsNaN(prototype) ? "" : $"{prototype:0}")} |");
    }

    private static void Step(Shape shape, SequenceClassifier model, FineTuneTrainer.Core.Optimizers.AdamW optimizer)
    {
        using var scope = NewDisposeScope();
        long[] size = [shape.Rows, shape.Length];
        using var batch = new Batch(randint(0, shape.Vocabulary, size, ScalarType.Int64), ones(size, ScalarType.Int64), zeros(size, ScalarType.Int64), randint(0, 3, [shape.Rows], ScalarType.Int64), shape.Rows * shape.Length);
        var loss = SequenceClassificationTask.Loss(model.Forward(batch), batch);
        (loss.Sum / loss.Count).backward();
        ForeachClip.Clip([.. model.Parameters.Select(pair => pair.Parameter.grad!)], 1);
        optimizer.Step(1e-4);
        foreach (var (_, parameter) in model.Parameters)
            parameter.grad = null;
    }
}
