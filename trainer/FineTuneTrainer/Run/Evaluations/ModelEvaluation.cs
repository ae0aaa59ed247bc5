using FineTune.Contract;
using FineTune.Storage;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tasks;

namespace FineTuneTrainer.Run.Evaluations;

/// <summary>Judges a model, and the base model of its run, on the run's rows: one after the other, so that only one is in memory.</summary>
internal sealed class ModelEvaluation(RunSpec spec, IObjectStore store, string scratch, IRunWatch watch, TimeProvider time)
{
    /// <summary>The report; of the base model alone where <paramref name="model"/> is null.</summary>
    public async Task<EvaluationReport> RunAsync(ObjectUri? model, IObjectStore modelStore, CancellationToken cancellationToken)
    {
        if (!spec.Datasets.Any(dataset => dataset.Role is DatasetRole.Test or DatasetRole.Validation) && spec.Preprocessing.ValidationSplit <= 0)
        {
            var problem = new RunProblem { Place = "datasets", Message = "no dataset has role Test or Validation" };
            throw new RunFailure(ExitCode.InvalidConfig, "there are no rows to judge a model by", "add a dataset with role Test", [problem]);
        }

        var inputs = await Inputs.FetchAsync(spec, store, scratch, cancellationToken);
        var tuned = model is not { } address ? null : await TunedFolder.FetchAsync(address, modelStore, Path.Combine(scratch, "tuned"), cancellationToken);
        return await TrainingThread.RunAsync(TrainingThread.DefaultThreads, () => Judge(inputs, tuned, cancellationToken));
    }

    private EvaluationReport Judge(Inputs inputs, TunedFolder? tuned, CancellationToken cancellationToken)
    {
        Scores before;
        string kernel;
        IReadOnlyList<EncodedRow> rows;
        using (var first = RecipeFactory.Build(spec, inputs, null, watch, cancellationToken))
        {
            (rows, kernel) = (first.ScoredRows, first.LinearKernel);
            var evaluation = new FinalEvaluation(spec, first, rows, time);
            (before, var seconds) = Scored(evaluation, cancellationToken);
            if (tuned is null)
                return evaluation.Report(before.Outcomes, null, seconds, cancellationToken);
        }

        using var second = tuned.Build(spec, inputs, kernel, watch, cancellationToken);
        // What the base model added to its rows belongs to them; but a model with a tokenizer of its own reads rows of its own.
        var last = new FinalEvaluation(spec, second, ReadTheSame(rows, second.ScoredRows) ? rows : second.ScoredRows, time);
        var (after, took) = Scored(last, cancellationToken);
        if (before.Rows != after.Rows)
            throw new ModelIncompatibleException([$"the base model's tokenizer makes {before.Rows} rows of the data, this model's {after.Rows}: they cannot be compared row by row"]);
        return last.Report(before.Outcomes, after.Outcomes, took, cancellationToken);
    }

    private static bool ReadTheSame(IReadOnlyList<EncodedRow> ones, IReadOnlyList<EncodedRow> others) =>
        ones.Count == others.Count && ones.Zip(others).All(pair => pair.First.Ids.AsSpan().SequenceEqual(pair.Second.Ids));

    private static (Scores Scores, double Seconds) Scored(FinalEvaluation evaluation, CancellationToken cancellationToken) =>
        evaluation.Judge(cancellationToken)
        ?? throw new RunFailure(ExitCode.InvalidData, "there are no rows to judge a model by", "add rows to the dataset with role Test");
}
