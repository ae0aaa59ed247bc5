using System.Diagnostics;
using FineTune.Contract;
using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Linears;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tasks;
using static TorchSharp.torch;

namespace FineTune.Bench;

/// <summary>One training step of every family at a middle size, with each product of the linear layers, as a share of the multiply-add limit.</summary>
internal static class FamilyStep
{
    private const int WarmUp = 2;
    private const int Timed = 5;

    private static readonly LinearKernelType[] Kernels = [LinearKernelType.Native, LinearKernelType.OneDnn, LinearKernelType.BF16];

    public static Task PrintAsync(TextWriter output)
    {
        TorchKernels.CompileAll();
        output.WriteLine($"multiply-add limit, fp32, {MultiplyAddLimit.GigaFlops:0} GFLOP/s; medians of {Timed} steps after {WarmUp}");
        output.WriteLine();
        output.WriteLine("| family | parameters | batch | Native ms | OneDnn ms | BF16 ms | best GFLOP/s | share of limit |");
        output.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var shape in FamilyShape.All)
        {
            var rows = Kernels.Select(kernel => Measure(shape, kernel)).ToList();
            var (best, flops) = (rows.Min(row => row.Milliseconds), rows[0].Flops);
            var rate = flops / best / 1e6;
            output.WriteLine($"| {shape.Name} | {rows[0].Parameters / 1e6:0.0} M | {shape.Size.Rows} x {shape.Size.Length} | {string.Join(" | ", rows.Select(row => $"{row.Milliseconds:0}"))} | {rate:0} | {100 * rate / MultiplyAddLimit.GigaFlops:0} % |");
        }

        return Task.CompletedTask;
    }

    private static (double Milliseconds, double Flops, long Parameters) Measure(FamilyShape shape, LinearKernelType kernel)
    {
        var options = new ModelOptions { Task = shape.Task, Labels = shape.Task is ModelTask.SequenceClassification or ModelTask.ImageClassification ? ["a", "b", "c"] : [], Kernel = LinearKernels.Of(kernel) };
        using var model = ModelCatalog.Create(shape.Read(), options);
        using var optimizer = new FineTuneTrainer.Core.Optimizers.AdamW(model.Parameters, 0.9, 0.999, 1e-8, 0.01);
        using var batch = shape.Batch();
        var times = new List<double>();
        for (var step = 0; step < WarmUp + Timed; step++)
        {
            var watch = Stopwatch.StartNew();
            Step(model, optimizer, batch);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        return (times.Skip(WarmUp).Order().ElementAt(Timed / 2), shape.StepFlops(model), model.Parameters.Sum(pair => pair.Parameter.numel()));
    }

    private static void Step(TaskModel model, FineTuneTrainer.Core.Optimizers.AdamW optimizer, Batch batch)
    {
        using var scope = NewDisposeScope();
        TaskLoss.Of(model, model.Forward(batch), batch).Mean.backward();
        var moved = model.Parameters.Where(pair => pair.Parameter.grad is not null).ToList();
        ForeachClip.Clip([.. moved.Select(pair => pair.Parameter.grad!)], 1);
        optimizer.Step(1e-4);
        foreach (var (_, parameter) in moved)
            parameter.grad = null;
    }
}
