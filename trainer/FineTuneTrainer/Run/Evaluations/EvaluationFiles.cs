using System.Text.Json;
using FineTune.Contract;
using FineTuneTrainer.Core.Evaluations;
using FineTuneTrainer.Core.Evaluations.Pages;

namespace FineTuneTrainer.Run.Evaluations;

/// <summary>An evaluation as files: for programs, to read, with pictures.</summary>
internal static class EvaluationFiles
{
    /// <summary>Writes the three of them into a folder.</summary>
    public static void Write(string folder, EvaluationReport report, Curve? loss, Curve? held)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, RunLayout.Evaluation), JsonSerializer.Serialize(report, ContractJson.Indented) + "\n");
        File.WriteAllText(Path.Combine(folder, RunLayout.EvaluationText), EvaluationMarkdown.Of(report));
        File.WriteAllText(Path.Combine(folder, RunLayout.EvaluationPage), EvaluationPage.Of(report, loss, held));
    }
}
