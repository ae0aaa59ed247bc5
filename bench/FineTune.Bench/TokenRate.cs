using System.Text.Json.Nodes;
using FineTune.Contract;

namespace FineTune.Bench;

/// <summary>Tokens a second of the real trainer process on the demo's data, and how much of what it computes is padding.</summary>
internal static class TokenRate
{
    private static readonly (string Name, MethodSpec Method)[] Methods =
    [
        ("Freeze", new MethodSpec { Type = MethodType.Freeze, Freeze = new FreezeSpec() }),
        ("LoRA", new MethodSpec { Type = MethodType.LoRA, Lora = new LoraSpec { Rank = 8, Alpha = 16, TargetModules = ["query", "value"] } }),
        ("Full", new MethodSpec { Type = MethodType.Full }),
    ];

    public static async Task PrintAsync(TextWriter output)
    {
        output.WriteLine("| method | model | batch | kernel | tokens/s, steps alone | tokens/s, whole training | padding, length groups | padding, no groups | peak memory |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var (name, method) in Methods)
        {
            var (report, steps) = await RunAsync(method, groupByLength: true);
            var (_, ungrouped) = await RunAsync(method, groupByLength: false);
            output.WriteLine($"| {name} | minilm-l3 | 16 | {report.LinearKernel} | {StepsAlone(steps):N0} | {report.TokensPerSecond:N0} | {Waste(steps):0.0} % | {Waste(ungrouped):0.0} % | {report.PeakMemoryBytes / 1e6:N0} MB |");
        }
    }

    private static Task<(RunReport Report, IReadOnlyList<JsonObject> Steps)> RunAsync(MethodSpec method, bool groupByLength) => IntentsRun.RunAsync(spec => spec with
    {
        Method = method,
        Hyperparameters = spec.Hyperparameters with { Epochs = 3, GroupByLength = groupByLength },
        Output = spec.Output with { Artifacts = [method.Type == MethodType.LoRA ? ArtifactType.Merged : ArtifactType.Model] },
    });

    // A step's own time is from the line before to its own; where an evaluation or a checkpoint lies between, the gap is far above the median and left out.
    private static double StepsAlone(IReadOnlyList<JsonObject> steps)
    {
        var spans = steps.Zip(steps.Skip(1), (before, after) => (Seconds: (Time(after) - Time(before)).TotalSeconds, Tokens: after["tokens"]!.GetValue<long>())).ToList();
        var median = spans.Select(span => span.Seconds).Order().ElementAt(spans.Count / 2);
        var plain = spans.Where(span => span.Seconds < 3 * median).ToList();
        return plain.Sum(span => span.Tokens) / plain.Sum(span => span.Seconds);
    }

    private static DateTimeOffset Time(JsonObject line) => line["time"]!.GetValue<DateTimeOffset>();

    private static double Waste(IReadOnlyList<JsonObject> steps) =>
        100 * (1 - (steps.Sum(step => step["tokens"]!.GetValue<long>()) / (double)steps.Sum(step => step["paddedTokens"]!.GetValue<long>())));
}
