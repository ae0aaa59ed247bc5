using System.Text.Json.Nodes;
using FineTune.Contract;

namespace FineTuneTrainer.Tests.Kit;

/// <summary>Asking a published model.</summary>
internal static class Predicting
{
    /// <summary>The answers, one object each; a long list goes through standard input.</summary>
    public static async Task<IReadOnlyList<JsonNode>> PredictAsync(this Workspace work, params string[] given)
    {
        using var trainer = new TrainerProcess(["predict", "--model", work.FileOf("output/model"), "--json"], [("DOTNET_PROCESSOR_COUNT", "1")]);
        foreach (var one in given)
            await trainer.Input.WriteLineAsync(one);
        trainer.Input.Close();
        return [.. (await trainer.EndAsync()).Expect(ExitCode.Ok).Output.Select(line => JsonNode.Parse(line)!)];
    }

    /// <summary>The labels of the answers.</summary>
    public static async Task<IReadOnlyList<string>> LabelsAsync(this Workspace work, params string[] given) =>
        [.. (await work.PredictAsync(given)).Select(answer => answer["label"]!.GetValue<string>())];

    /// <summary>What a refused prediction says.</summary>
    public static async Task<string> RefusedAsync(this Workspace work, ExitCode code, params string[] given)
    {
        using var trainer = new TrainerProcess(["predict", "--model", work.FileOf("output/model"), .. given], [("DOTNET_PROCESSOR_COUNT", "1")]);
        return (await trainer.EndAsync()).Expect(code).Error;
    }
}
