using System.Diagnostics;
using System.Text;
using System.Text.Json;
using FineTune.Contract;

namespace FineTuneTrainer.Run;

/// <summary>Builds reports and leaves them where they are looked for.</summary>
public static class Report
{
    private const int MostProblemsInMessage = 10;

    /// <summary>The report of a run that failed.</summary>
    public static RunReport Of(RunFailure failure, int step, int totalSteps, CheckpointInfo? checkpoint, TimeSpan duration) => new()
    {
        Version = RunReport.CurrentVersion,
        Class = failure.Code.ToString(),
        ExitCode = (int)failure.Code,
        Message = failure.Message,
        Hint = failure.Hint,
        Problems = failure.Problems,
        Step = step,
        TotalSteps = totalSteps,
        LastCheckpoint = checkpoint,
        DurationSeconds = Math.Round(duration.TotalSeconds, 3),
        PeakMemoryBytes = PeakMemory(),
    };

    /// <summary>The process's memory high-water mark.</summary>
    public static long PeakMemory()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    /// <summary>Writes the termination message: the report, shortened until it fits.</summary>
    public static void WriteTerminationMessage(RunReport report, string? path)
    {
        if (path is null)
            return;
        try
        {
            File.WriteAllBytes(path, TerminationMessage(report));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The exit code still says what happened.
            Console.Error.WriteLine($"the termination message cannot be written: {exception.Message}");
        }
    }

    /// <summary>The report as at most 4 KiB of JSON: problems and inputs go first, then the message is cut.</summary>
    public static byte[] TerminationMessage(RunReport report)
    {
        var shorter = report with { Problems = [.. report.Problems.Take(MostProblemsInMessage)] };
        for (var keep = shorter.Problems.Count; ; keep--)
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(shorter with { Problems = [.. shorter.Problems.Take(Math.Max(0, keep))] }, ContractJson.Options);
            if (json.Length <= RunReport.TerminationMessageLimit)
                return json;
            if (keep > 0)
                continue;
            shorter = shorter with { Inputs = [], Outputs = [], Message = Cut(shorter.Message, 1000), Hint = shorter.Hint is null ? null : Cut(shorter.Hint, 500), Problems = [] };
        }
    }

    private static string Cut(string text, int most) => Encoding.UTF8.GetByteCount(text) <= most ? text : text[..Math.Min(text.Length, most / 4)] + "...";
}
