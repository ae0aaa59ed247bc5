using FineTune.Contract;

namespace FineTune.Bench;

/// <summary>The demo's full training over three seeds, in fp32 and in the order of Hugging Face's Trainer, beside what that Trainer reached with the same settings.</summary>
internal static class Accuracy
{
    // transformers 5.24 on the same model, data and settings, seeds 0, 1, 2 (last epoch's weights, 120 test rows: one row is 0.8 points).
    private static readonly double[] Reference = [0.683, 0.717, 0.667];

    public static async Task PrintAsync(TextWriter output)
    {
        var reached = new List<double>();
        output.WriteLine("| seed | accuracy | macro-F1 | Hugging Face's Trainer |");
        output.WriteLine("|---|---|---|---|");
        for (var seed = 0; seed < Reference.Length; seed++)
        {
            var (report, _) = await IntentsRun.RunAsync(spec => spec with
            {
                Seed = seed,
                Hyperparameters = spec.Hyperparameters with { GroupByLength = false, Precision = PrecisionType.FP32, LinearKernel = LinearKernelType.Native },
                Evaluation = new EvaluationSpec { Every = IntervalType.None, Baseline = false, KeepBest = false },
            });
            reached.Add(report.Tuned!["accuracy"]);
            output.WriteLine($"| {seed} | {report.Tuned["accuracy"]:0.000} | {report.Tuned["f1_macro"]:0.000} | {Reference[seed]:0.000} |");
        }

        output.WriteLine($"| mean, lowest, highest | {reached.Average():0.000}, {reached.Min():0.000}, {reached.Max():0.000} | | {Reference.Average():0.000}, {Reference.Min():0.000}, {Reference.Max():0.000} |");
    }
}
