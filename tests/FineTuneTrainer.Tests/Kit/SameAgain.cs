using System.Text.Json;
using System.Text.Json.Nodes;
using FineTune.Contract;

namespace FineTuneTrainer.Tests.Kit;

/// <summary>What <c>evaluate</c> says of a published model is what its run said: rows, hidden words, written texts and all.</summary>
internal static class SameAgain
{
    public static async Task AssertAsync(Workspace work, JsonObject spec)
    {
        var folder = Path.Combine(work.Root, "again");
        (await work.EvaluateAsync(spec, "--output", folder)).Expect(ExitCode.Ok);
        var (report, published) = (work.Report(), work.Evaluation());
        Assert.Equal(VerdictType.Better, published.Difference!.Verdict);
        Assert.Equal(report.Tuned, published.Tuned!.Values);
        Assert.Equal(report.Baseline, published.Base!.Values);
        Assert.Equal(JsonSerializer.Serialize(published with { Cost = null }), JsonSerializer.Serialize(work.Evaluation(folder) with { Cost = null }));
    }
}
