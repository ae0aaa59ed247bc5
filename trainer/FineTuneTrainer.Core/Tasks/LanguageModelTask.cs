using FineTuneTrainer.Core.Losses;
using FineTuneTrainer.Core.Models;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tasks;

/// <summary>Words to be predicted, hidden ones (MaskedLM) or the next (CausalLM): cross-entropy to learn by; perplexity over tokens and the share of right ones to judge by.</summary>
public sealed class LanguageModelTask(ModelTask kind) : ITask
{
    /// <summary>None: the vocabulary is the model's.</summary>
    public IReadOnlyList<string> Labels { get; } = [];

    /// <inheritdoc/>
    public double Count(Batch batch) => TaskLoss.Count(kind, ProblemType.SingleLabel, batch);

    /// <inheritdoc/>
    public LossTerm Loss(Tensor logits, Batch batch) => TaskLoss.Of(kind, ProblemType.SingleLabel, logits, batch);

    /// <inheritdoc/>
    public Scores Evaluate(TaskModel model, IEnumerable<Batch> batches, CancellationToken cancellationToken)
    {
        long rows = 0, right = 0;
        var loss = Judging.Run(this, model, batches, (logits, batch) =>
        {
            rows += batch.Labels.shape[0];
            right += Right(logits, batch.Labels);
        }, cancellationToken);
        var values = new Dictionary<string, double> { ["loss"] = loss.MeanNegativeLogLikelihood, ["perplexity"] = loss.Value, ["accuracy"] = (double)right / Math.Max(1, loss.Tokens) };
        return new Scores(values, [], [], rows);
    }

    // An ignored label, -100, equals no predicted id.
    private long Right(Tensor logits, Tensor labels)
    {
        var predicted = logits.argmax(2);
        if (kind == ModelTask.MaskedLM)
            return predicted.eq(labels).sum().item<long>();
        var next = labels.shape[1] - 1;
        return predicted.narrow(1, 0, next).eq(labels.narrow(1, 1, next)).sum().item<long>();
    }
}
