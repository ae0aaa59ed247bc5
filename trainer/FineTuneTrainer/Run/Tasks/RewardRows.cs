using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tasks;

namespace FineTuneTrainer.Run.Tasks;

/// <summary>Pairs of answers, by a model that is to score the better ones higher.</summary>
internal sealed class RewardRows(PreferenceSpec preference) : IRunTask
{
    public ModelTask Head => ModelTask.SequenceClassification;

    /// <summary>A score is a number: transformers' models with num_labels 1.</summary>
    public ProblemType Problem => ProblemType.Regression;

    /// <summary>None, as TRL has it: noise would look like a preference.</summary>
    public double? Dropout => 0;

    /// <summary>The whole answer is scored at once: no token has a label of its own.</summary>
    public PreparedData Read(RunSpec spec, Inputs inputs) =>
        PairFiles.Read(spec, inputs, preference, readsPairs: true, row => row with { TokenLabels = null }) with { Labels = new RewardTask().Labels };

    public void Complete(JsonObject config, PreparedData data) => PairFiles.Complete(config, data);

    /// <summary>A decoder scores at the last token that is not padding: without a padding token transformers refuses more than one text at a time.</summary>
    public void Adapt(JsonObject config, PreparedData data)
    {
        var tokenizer = data.Tokenizer!;
        if (!PairEncoder.IsOfEncoder(tokenizer) && config["pad_token_id"] is null && PairFiles.PadOf(tokenizer) is { } pad)
            config["pad_token_id"] = pad;
    }

    public ITask With(RunSpec spec, PreparedData data, TaskModel model) => new RewardTask(preference.Centering);

    public string Show(EncodedRow row, PreparedData data) => $"+ {data.Tokens(row)}\n- {data.Tokens(row.Rejected!)}";
}
