using FineTune.Contract;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Linears;

/// <summary>Which product a linear layer uses on this machine: measured on the model's own shapes, not assumed; products far behind on a few rows are not timed.</summary>
public sealed record LinearChoice(LinearKernelType Kernel, IReadOnlyDictionary<LinearKernelType, double> Milliseconds)
{
    private const int Rounds = 3;
    private const int ProbeRows = 32;
    private const double Hopeless = 8;

    /// <summary>Times forward and backward of every allowed product and takes the fastest.</summary>
    public static LinearChoice Measure(IReadOnlyList<(int Rows, int In, int Out)> shapes, PrecisionType precision, TimeProvider time)
    {
        LinearKernelType[] candidates = precision switch
        {
            PrecisionType.BF16 => [LinearKernelType.BF16],
            PrecisionType.FP32 => [LinearKernelType.Native, LinearKernelType.OneDnn],
            _ => [LinearKernelType.Native, LinearKernelType.OneDnn, LinearKernelType.BF16],
        };
        // bf16 without AVX512-BF16 or AMX is eighty times slower than fp32: a few rows tell, and spare the wait.
        List<(int Rows, int In, int Out)> few = [.. shapes.Select(shape => shape with { Rows = Math.Min(shape.Rows, ProbeRows) })];
        var probes = candidates.ToDictionary(type => type, type => Time(LinearKernels.Of(type), few, 1, time));
        var limit = Hopeless * probes.Values.Min();
        var timings = probes.Where(probe => probe.Value <= limit).ToDictionary(probe => probe.Key, probe => Time(LinearKernels.Of(probe.Key), shapes, Rounds, time));
        return new LinearChoice(timings.MinBy(pair => pair.Value).Key, timings);
    }

    // One warm-up, then the best of the rounds.
    private static double Time(ILinearKernel kernel, IReadOnlyList<(int Rows, int In, int Out)> shapes, int rounds, TimeProvider time)
    {
        var fastest = double.PositiveInfinity;
        for (var round = 0; round <= rounds; round++)
        {
            var start = time.GetTimestamp();
            foreach (var (rows, inner, outer) in shapes)
                Once(kernel, rows, inner, outer);
            if (round > 0)
                fastest = Math.Min(fastest, time.GetElapsedTime(start).TotalMilliseconds);
        }

        return fastest;
    }

    private static void Once(ILinearKernel kernel, int rows, int inner, int outer)
    {
        using var scope = NewDisposeScope();
        // ones: the generator's state must not depend on a measurement.
        var x = ones(rows, inner, requires_grad: true);
        var weight = ones(outer, inner, requires_grad: true);
        var bias = zeros(outer, requires_grad: true);
        kernel.Apply(x, weight, bias).sum().backward();
    }
}
