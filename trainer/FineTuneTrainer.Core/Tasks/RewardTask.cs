using FineTuneTrainer.Core.Losses;
using FineTuneTrainer.Core.Losses.Preference;
using FineTuneTrainer.Core.Models;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tasks;

/// <summary>
/// A reward model: a score for an answer, learned from pairs of a better and a worse one; judged by the share of pairs whose better answer scores higher, and by how much.
/// A batch holds all better answers, then all worse ones.
/// </summary>
/// <param name="centering">How strongly scores are held around 0; 0 for not at all.</param>
public sealed class RewardTask(double centering = 0) : ITask
{
    /// <summary>The one output, as transformers names it.</summary>
    public IReadOnlyList<string> Labels { get; } = ["LABEL_0"];

    /// <inheritdoc/>
    public double Count(Batch batch) => batch.Encoded.Count;

    /// <inheritdoc/>
    public LossTerm Loss(Tensor logits, Batch batch)
    {
        var (chosen, rejected) = Scored(logits, batch);
        return RewardLoss.Of(chosen, rejected, centering: centering);
    }

    /// <inheritdoc/>
    public IRowOutcomes Outcomes(IReadOnlyList<double[]> numbers) => new PairOutcomes(numbers);

    /// <inheritdoc/>
    public Scores Evaluate(TaskModel model, IEnumerable<Batch> batches, CancellationToken cancellationToken) =>
        Scores.Of(Outcomes(Judging.Run(model, batches, Rows, cancellationToken)));

    private IReadOnlyList<double[]> Rows(Tensor logits, Batch batch)
    {
        var (chosen, rejected) = Scored(logits, batch);
        double[] better = Judging.Doubles(chosen), worse = Judging.Doubles(rejected);
        double LossOf(int i) => Judging.Doubles(RewardLoss.Of(chosen.narrow(0, i, 1), rejected.narrow(0, i, 1), centering: centering).Sum)[0];
        return [.. better.Select((score, i) => (double[])[LossOf(i), 1, score, worse[i]])];
    }

    private static (Tensor Chosen, Tensor Rejected) Scored(Tensor logits, Batch batch) // logits (answer, 1)
    {
        var (scores, count) = (logits.view(-1), batch.Encoded.Count);
        return (scores.narrow(0, 0, count), scores.narrow(0, count, count));
    }
}
