using System.CommandLine;
using FineTune.Contract;
using FineTuneTrainer.Run;
using FineTuneTrainer.Watch;

namespace FineTuneTrainer.Verbs;

/// <summary><c>plan RUN.JSON</c>: what a run would do, without doing it.</summary>
internal static class PlanVerb
{
    private const int RowsShown = 3;

    public static Command Command()
    {
        var file = new Argument<FileInfo>("run.json") { Description = "The RunSpec; docs/contract.md has its fields." };
        var command = new Command("plan", "Show parameters, steps, memory and three rows as the model reads them; trains nothing.") { file };
        command.SetAction((parsed, _) => Guarded.RunAsync(cancellationToken => PlanAsync(parsed.GetRequiredValue(file).FullName, cancellationToken)));
        return command;
    }

    private static async Task PlanAsync(string file, CancellationToken cancellationToken)
    {
        var spec = RunSpecFile.Read(file);
        var environment = TrainerEnvironment.Read();
        using var scratch = new ScratchFolder(Path.Combine(environment.Scratch, "plan"), spec.Run);
        var inputs = await Inputs.FetchAsync(spec, RunStore.Of(spec, environment), scratch.Path, cancellationToken);
        await TrainingThread.RunAsync(TrainingThread.DefaultThreads, () =>
        {
            using var built = RecipeFactory.Build(spec with { Mode = RunMode.Validate }, inputs, null, new Watchers([]), cancellationToken);
            Print(built);
            return true;
        });
    }

    private static void Print(BuiltRun built)
    {
        var settings = built.Settings;
        var memory = MemoryEstimate.Of(built);
        Console.WriteLine($"""
            method        {built.Recipe.Method.Type}
            parameters    {built.TotalParameters:N0}, of which {built.TrainableParameters:N0} move ({100.0 * built.TrainableParameters / built.TotalParameters:0.00} %)
            rows          {built.Recipe.Train.Count:N0} train, {built.Recipe.Validation.Count:N0} validation
            steps         {settings.TotalSteps:N0} ({settings.StepsPerEpoch:N0} an epoch, micro-batches of {settings.MicroBatchSize})
            linear kernel {built.LinearKernel}
            memory        about {memory.Total / 1e6:N0} MB: weights {memory.Weights / 1e6:N0}, gradients {memory.Gradients / 1e6:N0}, optimizer {memory.Optimizer / 1e6:N0}, best weights {memory.Best / 1e6:N0}, activations {memory.Activations / 1e6:N0}
            """);
        if (built.Recipe.Train[0].Dense is null)
            Console.WriteLine($"padding       {100 * built.Recipe.Batches.PaddingWaste(0):0.0} % of the positions of epoch 1");
        foreach (var row in built.Recipe.Train.Take(RowsShown))
            Console.WriteLine(built.TextOf(row));
    }
}
