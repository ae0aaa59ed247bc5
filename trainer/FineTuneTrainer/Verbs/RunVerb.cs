using System.CommandLine;
using System.Runtime.InteropServices;
using FineTune.Contract;
using FineTune.Storage;
using FineTuneTrainer.Run;
using FineTuneTrainer.Watch;

namespace FineTuneTrainer.Verbs;

/// <summary><c>run RUN.JSON</c>: trains and publishes.</summary>
internal static class RunVerb
{
    public static Command Command()
    {
        var file = new Argument<FileInfo>("run.json") { Description = "The RunSpec." };
        var logEvery = new Option<int>("--log-every") { Description = "Steps between log lines.", DefaultValueFactory = _ => 10 };
        var command = new Command("run", "Train as run.json says and publish the result.") { file, logEvery };
        command.SetAction((parsed, _) => RunAsync(parsed.GetRequiredValue(file).FullName, parsed.GetValue(logEvery)));
        return command;
    }

    private static async Task<int> RunAsync(string file, int logEvery)
    {
        using var stop = new CancellationTokenSource();
        // SIGTERM and Ctrl+C ask the loop to save a checkpoint; the process ends when it has.
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Cancel(context, stop));
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Cancel(context, stop));
        var environment = TrainerEnvironment.Read();
        RunReport report;
        try
        {
            report = await ExecuteAsync(file, environment, logEvery, stop.Token);
        }
        catch (Exception exception)
        {
            var failure = FailureClass.Of(exception);
            report = Report.Of(failure);
            Failures.Print(failure, Console.Error);
        }

        Report.WriteTerminationMessage(report, environment.TerminationLog);
        return report.ExitCode;
    }

    private static async Task<RunReport> ExecuteAsync(string file, TrainerEnvironment environment, int logEvery, CancellationToken cancellationToken)
    {
        var spec = RunSpecFile.Read(file);
        using var scratch = new ScratchFolder(environment.Scratch, spec.Run);
        var metricsFile = Path.Combine(scratch.Path, "metrics", "metrics.jsonl");
        Directory.CreateDirectory(Path.GetDirectoryName(metricsFile)!);
        RunReport report;
        await using (var metrics = new StreamWriter(metricsFile))
        await using (var watch = Watching.Start(spec, environment, metrics, Path.GetDirectoryName(metricsFile)!, logEvery))
        {
            var store = ObjectStores.Create(spec.Storage, environment.Credentials);
            var pipeline = new RunPipeline(spec, store, scratch.Path, watch, TimeProvider.System);
            report = await pipeline.RunAsync(metricsFile, () => Flush(metrics, watch), cancellationToken);
        }

        Summary.Print(report, Console.Out);
        return report;
    }

    private static void Flush(StreamWriter metrics, Watching watch)
    {
        metrics.Flush();
        watch.Flush();
    }

    private static void Cancel(PosixSignalContext context, CancellationTokenSource stop)
    {
        context.Cancel = true;
        stop.Cancel();
    }
}
