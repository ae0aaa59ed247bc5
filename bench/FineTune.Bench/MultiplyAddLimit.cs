using System.Diagnostics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FineTune.Bench;

/// <summary>The yardstick of every product: a loop of multiply-adds that never leaves the registers, on every core.</summary>
internal static class MultiplyAddLimit
{
    private const int Rounds = 5;
    private const int Iterations = 20_000_000;
    private const int Chains = 10;

    private static readonly Lazy<double> Measured = new(Measure);

    /// <summary>GFLOP/s in fp32, all cores.</summary>
    public static double GigaFlops => Measured.Value;

    public static Task PrintAsync(TextWriter output)
    {
        output.WriteLine("| multiply-add limit, fp32 | width | threads | GFLOP/s |");
        output.WriteLine("|---|---|---|---|");
        output.WriteLine($"| register-only loop | {(Vector512.IsHardwareAccelerated ? 512 : 256)} bit | {Environment.ProcessorCount} | {GigaFlops:0} |");
        return Task.CompletedTask;
    }

    private static double Measure()
    {
        var best = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            Parallel.For(0, Environment.ProcessorCount, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, _ => Loop());
            best = Math.Max(best, Flops * Environment.ProcessorCount / watch.Elapsed.TotalSeconds / 1e9);
        }

        return best;
    }

    private static double Flops => 2.0 * Chains * Iterations * (Vector512.IsHardwareAccelerated ? Vector512<float>.Count : Vector256<float>.Count);

    private static float Loop() => Vector512.IsHardwareAccelerated ? Loop512() : Loop256();

    // Ten independent chains hide the latency of the unit; their values stay in locals, so in registers.
    private static float Loop512()
    {
        var m = Vector512.Create(0.999f);
        var c = Vector512.Create(0.001f);
        Vector512<float> a0 = m, a1 = m, a2 = m, a3 = m, a4 = m, a5 = m, a6 = m, a7 = m, a8 = m, a9 = m;
        for (var i = 0; i < Iterations; i++)
        {
            a0 = Vector512.FusedMultiplyAdd(a0, m, c);
            a1 = Vector512.FusedMultiplyAdd(a1, m, c);
            a2 = Vector512.FusedMultiplyAdd(a2, m, c);
            a3 = Vector512.FusedMultiplyAdd(a3, m, c);
            a4 = Vector512.FusedMultiplyAdd(a4, m, c);
            a5 = Vector512.FusedMultiplyAdd(a5, m, c);
            a6 = Vector512.FusedMultiplyAdd(a6, m, c);
            a7 = Vector512.FusedMultiplyAdd(a7, m, c);
            a8 = Vector512.FusedMultiplyAdd(a8, m, c);
            a9 = Vector512.FusedMultiplyAdd(a9, m, c);
        }

        return Vector512.Sum(a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9);
    }

    private static float Loop256()
    {
        if (!Fma.IsSupported)
            throw new PlatformNotSupportedException("this CPU has no fused multiply-add");
        var m = Vector256.Create(0.999f);
        var c = Vector256.Create(0.001f);
        Vector256<float> a0 = m, a1 = m, a2 = m, a3 = m, a4 = m, a5 = m, a6 = m, a7 = m, a8 = m, a9 = m;
        for (var i = 0; i < Iterations; i++)
        {
            a0 = Vector256.FusedMultiplyAdd(a0, m, c);
            a1 = Vector256.FusedMultiplyAdd(a1, m, c);
            a2 = Vector256.FusedMultiplyAdd(a2, m, c);
            a3 = Vector256.FusedMultiplyAdd(a3, m, c);
            a4 = Vector256.FusedMultiplyAdd(a4, m, c);
            a5 = Vector256.FusedMultiplyAdd(a5, m, c);
            a6 = Vector256.FusedMultiplyAdd(a6, m, c);
            a7 = Vector256.FusedMultiplyAdd(a7, m, c);
            a8 = Vector256.FusedMultiplyAdd(a8, m, c);
            a9 = Vector256.FusedMultiplyAdd(a9, m, c);
        }

        return Vector256.Sum(a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9);
    }
}
