using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Losses;
using FineTuneTrainer.Core.Losses.Preference;
using FineTuneTrainer.Core.Models;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tasks;

/// <summary>
/// A better and a worse answer to a prompt: a loss of their log-probabilities to learn by; the share of pairs whose better answer has the higher implicit reward, and
/// by how much, to judge by. A batch holds all better answers, then all worse ones, as <see cref="Loop.Collation"/> makes it.
/// </summary>
public sealed class PreferenceTask(IPairLoss pairs) : ITask
{
    /// <summary>None: the vocabulary is the model's.</summary>
    public IReadOnlyList<string> Labels { get; } = [];

    /// <inheritdoc/>
    public double Count(Batch batch) => batch.Encoded.Count;

    /// <inheritdoc/>
    public LossTerm Loss(Tensor logits, Batch batch)
    {
        var both = new Answers(logits, batch);
        return pairs.Of(both.Chosen, both.Rejected, both.ReferenceChosen, both.ReferenceRejected);
    }

    /// <inheritdoc/>
    public IRowOutcomes Outcomes(IReadOnlyList<double[]> numbers) => new PairOutcomes(numbers);

    /// <inheritdoc/>
    public Scores Evaluate(TaskModel model, IEnumerable<Batch> batches, CancellationToken cancellationToken) =>
        Scores.Of(Outcomes(Judging.Run(model, batches, Rows, cancellationToken)));

    /// <summary>
    /// The rows with what the model says of them as it is: the reference that they are held to from then on. No dropout, no gradients, one batch at a time; batches know
    /// their rows.
    /// </summary>
    public static IReadOnlyList<EncodedRow> Ask(TaskModel model, IReadOnlyList<EncodedRow> rows, IEnumerable<Batch> batches, CancellationToken cancellationToken)
    {
        var logs = Judging.Run(model, batches, (logits, batch) =>
        {
            var sums = Judging.Floats(CompletionLogs.Of(logits, batch.Labels).Sum);
            return [.. batch.Encoded.Select((_, i) => (double[])[sums[i], sums[i + batch.Encoded.Count]])];
        }, cancellationToken);
        return [.. rows.Select((row, i) => row with { ReferenceLog = (float)logs[i][0], Rejected = row.Rejected! with { ReferenceLog = (float)logs[i][1] } })];
    }

    private IReadOnlyList<double[]> Rows(Tensor logits, Batch batch)
    {
        var both = new Answers(logits, batch);
        double[] better = Judging.Doubles(pairs.Rewards(both.Chosen, both.ReferenceChosen)), worse = Judging.Doubles(pairs.Rewards(both.Rejected, both.ReferenceRejected));
        double LossOf(int i) => Judging.Doubles(pairs.Of(both.Chosen.Rows(i, 1), both.Rejected.Rows(i, 1), both.ReferenceChosen.narrow(0, i, 1), both.ReferenceRejected.narrow(0, i, 1)).Sum)[0];
        return [.. better.Select((reward, i) => (double[])[LossOf(i), 1, reward, worse[i]])];
    }

    private sealed class Answers
    {
        public Answers(Tensor logits, Batch batch) // logits (answer, position, token)
        {
            var count = batch.Encoded.Count;
            var logs = CompletionLogs.Of(logits, batch.Labels);
            (Chosen, Rejected) = (logs.Rows(0, count), logs.Rows(count, count));
            ReferenceChosen = tensor(batch.Encoded.Select(row => row.ReferenceLog).ToArray(), device: logits.device);
            ReferenceRejected = tensor(batch.Encoded.Select(row => row.Rejected!.ReferenceLog).ToArray(), device: logits.device);
        }

        public CompletionLogs Chosen { get; }

        public CompletionLogs Rejected { get; }

        public Tensor ReferenceChosen { get; }

        public Tensor ReferenceRejected { get; }
    }
}
