using System.Text.Json.Nodes;
using FineTune.Contract;

namespace FineTuneTrainer.Tests.Kit;

/// <summary>Runs that must fail, and what every failure owes its user.</summary>
internal static class Failing
{
    /// <summary>Runs to the expected failure; the report is complete and nothing is half-written.</summary>
    public static async Task<RunReport> FailsAsync(this Workspace work, ExitCode code, JsonObject spec, params (string Name, string Value)[] environment)
    {
        var ended = (await work.RunAsync(spec, environment)).Expect(code);
        Assert.InRange(ended.Termination.Length, 2, RunReport.TerminationMessageLimit);
        var report = ended.Report;
        Assert.Equal((code.ToString(), (int)code), (report.Class, report.ExitCode));
        Assert.NotEmpty(report.Message);
        Assert.False(string.IsNullOrEmpty(report.Hint));
        Assert.Contains(report.Message, ended.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(work.FileOf(ArtifactManifest.FileName)));
        Assert.False(Directory.Exists(work.FileOf("output")));
        return report;
    }

    /// <summary>The one problem at a place.</summary>
    public static RunProblem At(this RunReport report, string place)
    {
        Assert.Contains(place, report.Problems.Select(problem => problem.Place));
        return report.Problems.First(problem => problem.Place == place);
    }
}
