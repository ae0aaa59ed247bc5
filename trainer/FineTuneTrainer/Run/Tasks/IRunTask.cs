using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Loop;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tasks;

namespace FineTuneTrainer.Run.Tasks;

/// <summary>A task in a run: the head it needs, how its files become rows, what is learned and judged.</summary>
internal interface IRunTask
{
    /// <summary>The model's head.</summary>
    ModelTask Head { get; }

    /// <summary>What a classifier's logits mean.</summary>
    ProblemType Problem => ProblemType.SingleLabel;

    /// <summary>Dropout where the run names none; null for the model's own.</summary>
    double? Dropout => null;

    /// <summary>Reads, checks and encodes every file; throws one failure with every problem.</summary>
    PreparedData Read(RunSpec spec, Inputs inputs);

    /// <summary>Fills in what the data decide in the config.json of a model from scratch.</summary>
    void Complete(JsonObject config, PreparedData data)
    {
        if (data.Tokenizer is { } tokenizer)
            config.TryAdd("vocab_size", tokenizer.VocabularySize);
    }

    /// <summary>Fills in what the task needs of a model that exists already, where its config.json leaves it open.</summary>
    void Adapt(JsonObject config, PreparedData data)
    {
        // Most tasks need nothing.
    }

    /// <summary>The loss and the scores.</summary>
    ITask With(RunSpec spec, PreparedData data, TaskModel model);

    /// <summary>What changes a row each time it is shown; null for nothing.</summary>
    IRowChange? Change(RunSpec spec, PreparedData data, TaskModel model) => null;

    /// <summary>What the untouched model adds to the rows, before the first step and before any checkpoint is restored.</summary>
    PreparedData Ask(TaskModel model, PreparedData data, Func<IReadOnlyList<EncodedRow>, IEnumerable<Batch>> batchesOf, CancellationToken cancellationToken) => data;

    /// <summary>A row as the model reads it, with what it is to learn.</summary>
    string Show(EncodedRow row, PreparedData data);
}
