using FineTune.Contract;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Linears;

/// <summary>Which product a linear layer uses on this machine: measured on the model's own shapes, not assumed.</summary>
public sealed record LinearChoice(LinearKernelType Kernel, IReadOnlyDictionary<LinearKernelType, double> Milliseconds)
{
    private const int Rounds = 3;

    /// <summary>Times forward and backward of every allowed product and takes the fastest.</summary>
    public static LinearChoice Measure(IReadOnlyList<(int Rows, int In, int Out)> shapes, PrecisionType precision, TimeProvider time)
    {
        LinearKernelType[] candidates = precision switch
        {
            PrecisionType.BF16 => [LinearKernelType.BF16],
            PrecisionType.FP32 => [LinearKernelType.Native, LinearKernelType.OneDnn],
            _ => [LinearKernelType.Native, LinearKernelType.OneDnn, LinearKernelType.BF16],
        };
        var timings = new Dictionary<LinearKernelType, double>();
        foreach (var type in candidates)
        {
            var budget = timings.Count == 0 ? double.PositiveInfinity : timings.Values.Min();
            timings[type] = Time(LinearKernels.Of(type), shapes, budget, time);
        }

        return new LinearChoice(timings.MinBy(pair => pair.Value).Key, timings);
    }

    // One warm-up, then the best of a few rounds; a product that is already ten times slower is not asked twice.
    private static double Time(ILinearKernel kernel, IReadOnlyList<(int Rows, int In, int Out)> shapes, double best, TimeProvider time)
    {
        var fastest = double.PositiveInfinity;
        for (var round = 0; round <= Rounds; round++)
        {
            var start = time.GetTimestamp();
            foreach (var (rows, inner, outer) in shapes)
                Once(kernel, rows, inner, outer);
            var elapsed = time.GetElapsedTime(start).TotalMilliseconds;
            if (round > 0 || elapsed > 10 * best)
                fastest = Math.Min(fastest, elapsed);
            if (elapsed > 10 * best)
                break;
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
