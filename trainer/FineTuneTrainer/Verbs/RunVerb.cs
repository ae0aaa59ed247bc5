using System.CommandLine;
using FineTune.Contract;
using FineTuneTrainer.Run;
using FineTuneTrainer.Watch;

namespace FineTuneTrainer.Verbs;

/// <summary><c>run RUN.JSON</c>: trains and publishes.</summary>
internal static class RunVerb
{
    public static Command Command()
    {
        var file = new Argument<FileInfo>("run.json") { Description = "The RunSpec; docs/contract.md has its fields." };
        var logEvery = new Option<int>("--log-every") { Description = "Steps between log lines.", DefaultValueFactory = _ => 10 };
        var command = new Command("run", "Train as run.json says and publish the result.") { file, logEvery };
        logEvery.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--log-every must be at least 1.");
        });
        command.SetAction((parsed, _) => RunAsync(parsed.GetRequiredValue(file).FullName, parsed.GetValue(logEvery)));
        return command;
    }

    private static async Task<int> RunAsync(string file, int logEvery)
    {
        var started = TimeProvider.System.GetTimestamp();
        // SIGTERM and Ctrl+C ask the loop to save a checkpoint; the process ends when it has.
        using var signals = new StopSignals();
        var environment = TrainerEnvironment.Read();
        var known = new LastKnown();
        RunReport report;
        try
        {
            report = await ExecuteAsync(file, environment, known, logEvery, signals.Token);
        }
        catch (Exception exception)
        {
            var failure = FailureClass.Of(exception, signals.Token, known.Checkpoint);
            report = Report.Of(failure, known.Step, known.TotalSteps, known.Checkpoint, TimeProvider.System.GetElapsedTime(started));
            Failures.Print(failure, Console.Error);
        }

        Report.WriteTerminationMessage(report, environment.TerminationLog);
        return report.ExitCode;
    }

    private static async Task<RunReport> ExecuteAsync(string file, TrainerEnvironment environment, LastKnown known, int logEvery, CancellationToken cancellationToken)
    {
        var spec = RunSpecFile.Read(file);
        using var scratch = new ScratchFolder(environment.Scratch, spec.Run);
        var metricsFile = Path.Combine(scratch.Path, "metrics", "metrics.jsonl");
        Directory.CreateDirectory(Path.GetDirectoryName(metricsFile)!);
        RunReport report;
        await using (var metrics = new StreamWriter(metricsFile))
        await using (var watch = Watching.Start(spec, known, environment, metrics, Path.GetDirectoryName(metricsFile)!, logEvery))
        {
            var store = RunStore.Of(spec, environment);
            var pipeline = new RunPipeline(spec, store, scratch.Path, watch, TimeProvider.System);
            report = await pipeline.RunAsync(metricsFile, () => Flush(metrics, watch), cancellationToken);
        }

        Summary.Print(report, TaskTypes.Unit(spec.Task.Type), Console.Out);
        return report;
    }

    private static void Flush(StreamWriter metrics, Watching watch)
    {
        metrics.Flush();
        watch.Flush();
    }
}
