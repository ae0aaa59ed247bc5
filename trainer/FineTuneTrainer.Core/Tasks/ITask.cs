using FineTuneTrainer.Core.Losses;
using FineTuneTrainer.Core.Models;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tasks;

/// <summary>What an example means: the loss to learn by and the scores to judge by.</summary>
public interface ITask
{
    /// <summary>The labels by class index; empty for language models.</summary>
    IReadOnlyList<string> Labels { get; }

    /// <summary>How many of a batch's labels count: a step's losses are divided by the count of all its batches.</summary>
    double Count(Batch batch);

    /// <summary>The loss of a micro-batch, summed over what counts.</summary>
    LossTerm Loss(Tensor logits, Batch batch);

    /// <summary>The outcomes that rows' numbers say; the same as those the numbers come from.</summary>
    IRowOutcomes Outcomes(IReadOnlyList<double[]> numbers);

    /// <summary>Judges the model on micro-batches that know their rows, streaming: no logits are kept.</summary>
    Scores Evaluate(TaskModel model, IEnumerable<Batch> batches, CancellationToken cancellationToken);
}
