using System.Text.Json;
using FineTune.Contract;
using FineTuneTrainer.Core.Loop;
using FineTuneTrainer.Core.Tasks;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Disk;

namespace FineTuneTrainer.Run;

/// <summary>A recipe with what belongs to it, and what a run does with the whole.</summary>
public sealed class BuiltRun(RunSpec spec, Recipe recipe, LoopSettings settings, PreparedData data, LinearKernelType kernel, DiskFolder baseFolder, Func<EncodedRow, string> show) : IDisposable
{
    /// <summary>The recipe.</summary>
    public Recipe Recipe { get; } = recipe;

    /// <summary>The loop's settings.</summary>
    public LoopSettings Settings { get; } = settings;

    /// <summary>The state of a run that has not begun.</summary>
    public LoopState Start => new() { LinearKernel = kernel.ToString(), Threads = TrainingThread.DefaultThreads, Fingerprint = spec.Run.Fingerprint };

    /// <summary>Parameters in all, the method's own included.</summary>
    public long TotalParameters => Recipe.Model.Parameters.Select(pair => pair.Parameter).Union(Recipe.Trainable.Select(pair => pair.Parameter)).Sum(parameter => parameter.numel());

    /// <summary>Parameters that move.</summary>
    public long TrainableParameters => Recipe.Trainable.Sum(pair => pair.Parameter.numel());

    /// <summary>Which rows the final scores are of.</summary>
    public string? ScoredOn => data.Test.Count > 0 ? nameof(DatasetRole.Test) : data.Validation.Count > 0 ? nameof(DatasetRole.Validation) : null;

    /// <summary>The device's name.</summary>
    public string Device { get; } = "cpu";

    /// <summary>The linear kernel's name.</summary>
    public string LinearKernel => kernel.ToString();

    /// <summary>Whether a copy of the best weights is kept.</summary>
    public bool KeepsBest => spec.Evaluation.KeepBest && Recipe.Validation.Count > 0;

    /// <summary>A row as the model reads it, with what it is to learn.</summary>
    public string TextOf(EncodedRow row) => show(row);

    /// <summary>Rows of a dataset by its name; null for the model.</summary>
    public long? RecordsOf(string name) => spec.Datasets.FirstOrDefault(dataset => dataset.Name == name) is { } dataset ? data.Records[dataset.Role] : null;

    /// <summary>The rows the final scores are of: the test rows, else the validation rows.</summary>
    public IReadOnlyList<EncodedRow> ScoredRows => data.Test.Count > 0 ? data.Test : data.Validation;

    /// <summary>Judges the model as it is on those rows; null when there are none.</summary>
    public Scores? Judge(CancellationToken cancellationToken) => Judge(ScoredRows, cancellationToken);

    /// <summary>Judges the model as it is on any rows; null when there are none.</summary>
    public Scores? Judge(IReadOnlyList<EncodedRow> rows, CancellationToken cancellationToken) =>
        rows.Count == 0 ? null : Recipe.Task.Evaluate(Recipe.Model, Recipe.Collation.InLengthOrder(rows, Recipe.EvaluationBatchSize), cancellationToken);

    /// <summary>Writes every artifact, with tokenizer files and a model card, below a folder laid out as the run's.</summary>
    public void Save(string folder, Inputs inputs, LoopState state, Scores? tuned, EvaluationReport? evaluation)
    {
        var card = ModelCard.Of(spec, inputs, state, tuned, evaluation, TrainableParameters, TotalParameters, Recipe.Model.Family);
        foreach (var artifact in spec.Output.Artifacts)
        {
            var target = new DiskFolder(Path.Combine(folder, RunLayout.Artifact(artifact)));
            Recipe.Method.Save(Recipe.Model, artifact, target);
            foreach (var name in ModelFiles.Processors.Where(baseFolder.Names.Contains))
            {
                using var from = baseFolder.OpenRead(name);
                using var to = target.Create(name);
                from.CopyTo(to);
            }

            foreach (var (name, fields) in data.Processors)
            {
                using var to = target.Create(name);
                JsonSerializer.Serialize(to, fields, ContractJson.Indented);
            }

            foreach (var (name, text) in data.Texts.Append(new("README.md", card)))
            {
                using var writer = new StreamWriter(target.Create(name));
                writer.Write(text);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Recipe.Optimizer.Dispose();
        Recipe.Best.Dispose();
        Recipe.Method.Dispose();
        Recipe.Model.Dispose();
    }
}
