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
    /// <summary>None: the vocabulary is the model's.</summary>
    public IReadOnlyList<string> Labels { get; } = [];

    /// <inheritdoc/>
    public double Count(Batch batch) => TaskLoss.Count(ModelTask.Seq2Seq, ProblemType.SingleLabel, batch);

    /// <inheritdoc/>
    public LossTerm Loss(Tensor logits, Batch batch) => TaskLoss.Of(ModelTask.Seq2Seq, ProblemType.SingleLabel, logits, batch);

    /// <inheritdoc/>
    public Scores Evaluate(TaskModel model, IEnumerable<Batch> batches, CancellationToken cancellationToken)
    {
        var texts = new WrittenTexts(tokenizer);
        var generator = new TextGenerator(model);
        long right = 0;
        var loss = Judging.Run(this, model, batches, (logits, batch) =>
        {
            right += logits.argmax(2).eq(batch.Labels).sum().item<long>();
            var written = generator.Generate(batch.Inputs, batch.HasPadding ? batch.Mask : null, generation, cancellationToken);
            for (var row = 0; row < batch.Rows.Count; row++)
                texts.Add(target.Decode(written.NewTokens(row).ToArray().Select(id => (int)id)).Trim(), batch.Rows[row].Reference!);
        }, cancellationToken);
        var values = new Dictionary<string, double>
        {
            ["loss"] = loss.MeanNegativeLogLikelihood,
            ["bleu"] = texts.Bleu,
            ["chrf"] = texts.ChrF,
            ["rouge1"] = texts.Rouge1,
            ["rouge2"] = texts.Rouge2,
            ["rougeL"] = texts.RougeL,
            ["perplexity"] = loss.Value,
            ["accuracy"] = (double)right / Math.Max(1, loss.Tokens),
        };
        return new Scores(values, [], [], texts.Count);
    }
}
