using System.CommandLine;
using FineTune.Contract;
using FineTuneTrainer.Core.Evaluations;
using FineTuneTrainer.Run;
using FineTuneTrainer.Run.Evaluations;
using FineTuneTrainer.Watch;

namespace FineTuneTrainer.Verbs;

/// <summary><c>evaluate RUN.JSON</c>: judges a tuned model beside its base model on the run's rows, without training.</summary>
internal static class EvaluateVerb
{
    public static Command Command()
    {
        var file = new Argument<FileInfo>("run.json") { Description = "The RunSpec; docs/contract.md has its fields." };
        var model = new Option<string?>("--model") { Description = "The folder of a tuned model or adapter, s3:// or file:// (or a path); the run's own published one when absent." };
        var output = new Option<DirectoryInfo?>("--output") { Description = "A folder for evaluation.json, evaluation.md and evaluation.html." };
        var command = new Command("evaluate", "Judge a tuned model and its base model on the run's Test (else Validation) rows; trains nothing.") { file, model, output };
        command.SetAction((parsed, _) => Guarded.RunAsync(cancellationToken => EvaluateAsync(parsed.GetRequiredValue(file).FullName, parsed.GetValue(model), parsed.GetValue(output)?.FullName, cancellationToken)));
        return command;
    }

    private static async Task EvaluateAsync(string file, string? model, string? output, CancellationToken cancellationToken)
    {
        // Whatever the run's mode, all its rows are judged.
        var spec = RunSpecFile.Read(file) with { Mode = RunMode.Train };
        var environment = TrainerEnvironment.Read();
        using var scratch = new ScratchFolder(Path.Combine(environment.Scratch, "evaluate"), spec.Run);
        var store = RunStore.Of(spec, environment);
        var address = model is null ? await TunedFolder.PublishedAsync(spec, store, cancellationToken) : ModelAddress.Of(model);
        if (address is null)
            Console.Error.WriteLine($"nothing is published at {spec.Output.Uri}: the base model alone is judged (--model names another)");
        var modelStore = address is { } uri ? RunStore.Of(spec with { Model = spec.Model with { Uri = uri.ToString() } }, environment) : store;
        var report = await new ModelEvaluation(spec, store, scratch.Path, new Watchers([]), TimeProvider.System).RunAsync(address, modelStore, cancellationToken);
        Console.Write(EvaluationMarkdown.Of(report));
        if (output is not null)
            Write(output, report);
    }

    private static void Write(string folder, EvaluationReport report)
    {
        try
        {
            EvaluationFiles.Write(folder, report, null, null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var problem = new RunProblem { Place = "--output", Message = $"{folder} cannot be written: {exception.Message}" };
            throw new RunFailure(ExitCode.InvalidConfig, problem.Message, "name a folder this process may write", [problem], exception);
        }
    }
}
