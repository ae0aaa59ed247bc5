using FineTuneTrainer.Core.Models;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Tasks;

/// <summary>The losses of the tasks, as transformers' models define them, as (sum, count).</summary>
public static class TaskLoss
{
    /// <summary>The label that does not count.</summary>
    public const long Ignored = -100;

    /// <summary>The loss of a model's own task.</summary>
    public static LossSum Of(TaskModel model, Tensor logits, Batch batch) => Of(model.Task, model.Problem, logits, batch);

    /// <summary>The loss of a task.</summary>
    public static LossSum Of(ModelTask task, ProblemType problem, Tensor logits, Batch batch) => task switch
    {
        ModelTask.TokenClassification or ModelTask.MaskedLM or ModelTask.Seq2Seq => Tokens(logits, batch.Labels),
        ModelTask.CausalLM => NextTokens(logits, batch.Labels),
        ModelTask.QuestionAnswering => Spans(logits, batch.Labels),
        _ => problem switch
        {
            ProblemType.MultiLabel => MultiLabel(logits, batch.Labels),
            ProblemType.Regression => Regression(logits, batch.Labels),
            _ => Classes(logits, batch.Labels),
        },
    };

    /// <summary>How many labels count.</summary>
    public static long Count(ModelTask task, ProblemType problem, Batch batch)
    {
        using var scope = NewDisposeScope();
        return task switch
        {
            ModelTask.TokenClassification or ModelTask.MaskedLM or ModelTask.Seq2Seq => Counted(batch.Labels),
            ModelTask.CausalLM => Counted(batch.Labels.narrow(1, 1, batch.Labels.shape[1] - 1)),
            ModelTask.QuestionAnswering => Counted(Inside(batch.Labels, batch.Inputs.shape[1])),
            _ => problem == ProblemType.MultiLabel ? batch.Labels.numel() : batch.Labels.shape[0],
        };
    }

    /// <summary>Cross-entropy, one class a row.</summary>
    public static LossSum Classes(Tensor logits, Tensor labels) // (row, class), (row)
        => new(F.cross_entropy(logits, labels, reduction: nn.Reduction.Sum), labels.shape[0]);

    /// <summary>Binary cross-entropy; every class of every row counts.</summary>
    public static LossSum MultiLabel(Tensor logits, Tensor labels) // (row, class), (row, class)
        => new(F.binary_cross_entropy_with_logits(logits, labels, reduction: nn.Reduction.Sum), labels.numel());

    /// <summary>Squared differences.</summary>
    public static LossSum Regression(Tensor logits, Tensor labels) // (row, 1), (row) or both (row, value)
        => new((logits.view(labels.shape) - labels).square().sum(), labels.numel());

    /// <summary>Cross-entropy at every position whose label counts.</summary>
    public static LossSum Tokens(Tensor logits, Tensor labels) // (row, position, class), (row, position)
        => new(F.cross_entropy(logits.reshape(-1, logits.shape[^1]), labels.reshape(-1), ignore_index: Ignored, reduction: nn.Reduction.Sum), Counted(labels));

    /// <summary>Position t predicts label t + 1, so a row's first label is never used.</summary>
    public static LossSum NextTokens(Tensor logits, Tensor labels)
    {
        var next = labels.shape[1] - 1;
        return Tokens(logits.narrow(1, 0, next), labels.narrow(1, 1, next));
    }

    /// <summary>Cross-entropy of start and end over all positions of a row, padding included; a position beyond the row does not count.</summary>
    public static LossSum Spans(Tensor logits, Tensor labels) // (row, position, start|end), (row, start|end)
        => Tokens(logits.transpose(1, 2), Inside(labels, logits.shape[1]));

    private static Tensor Inside(Tensor spans, long length) => spans.masked_fill(spans.lt(0).logical_or(spans.ge(length)), Ignored);

    private static long Counted(Tensor labels) => labels.ne(Ignored).sum().item<long>();
}
