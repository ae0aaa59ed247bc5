using FineTuneTrainer.Core.Generation;
using FineTuneTrainer.Core.Losses;
using FineTuneTrainer.Core.Metrics.Text;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tokenizers;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tasks;

/// <summary>A text that becomes another: cross-entropy over the target's tokens to learn by; to judge by also the texts that the model writes of itself, against the targets.</summary>
public sealed class Seq2SeqTask(Tokenizer target, GenerationSettings generation, BleuTokenizer tokenizer) : ITask
{
    private readonly TextComparison _comparison = new(tokenizer);

    /// <summary>None: the vocabulary is the model's.</summary>
    public IReadOnlyList<string> Labels { get; } = [];

    /// <inheritdoc/>
    public double Count(Batch batch) => TaskLoss.Count(ModelTask.Seq2Seq, ProblemType.SingleLabel, batch);

    /// <inheritdoc/>
    public LossTerm Loss(Tensor logits, Batch batch) => TaskLoss.Of(ModelTask.Seq2Seq, ProblemType.SingleLabel, logits, batch);

    /// <inheritdoc/>
    public IRowOutcomes Outcomes(IReadOnlyList<double[]> numbers) => new Seq2SeqOutcomes(numbers, _comparison);

    /// <inheritdoc/>
    public Scores Evaluate(TaskModel model, IEnumerable<Batch> batches, CancellationToken cancellationToken)
    {
        var generator = new TextGenerator(model);
        return Scores.Of(Outcomes(Judging.Run(model, batches, (logits, batch) => Rows(generator, logits, batch, cancellationToken), cancellationToken)));
    }

    private IReadOnlyList<double[]> Rows(TextGenerator generator, Tensor logits, Batch batch, CancellationToken cancellationToken)
    {
        var (sums, counts) = RowLosses.Of(ModelTask.Seq2Seq, ProblemType.SingleLabel, logits, batch.Labels);
        var right = Judging.Doubles(logits.argmax(2).eq(batch.Labels).sum(1));
        var written = generator.Generate(batch.Inputs, batch.HasPadding ? batch.Mask : null, generation, cancellationToken);
        string Text(int row) => target.Decode(written.NewTokens(row).ToArray().Select(id => (int)id)).Trim();
        return [.. sums.Select((sum, row) => (double[])[sum, counts[row], right[row], .. _comparison.Of(Text(row), batch.Encoded[row].Reference!)])];
    }
}
