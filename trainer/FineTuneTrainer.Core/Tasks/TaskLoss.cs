using FineTuneTrainer.Core.Losses;
using FineTuneTrainer.Core.Models;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tasks;

/// <summary>The loss of each task, as transformers' models define it, as a sum and a count.</summary>
public static class TaskLoss
{
    /// <summary>The loss of a model's own task, in fp32 whatever the model computes in.</summary>
    public static LossTerm Of(TaskModel model, Tensor logits, Batch batch) => Of(model.Task, model.Problem, logits.to(ScalarType.Float32), batch);

    /// <summary>The loss of a task.</summary>
    public static LossTerm Of(ModelTask task, ProblemType problem, Tensor logits, Batch batch) => (task, problem) switch
    {
        (ModelTask.CausalLM, _) => CrossEntropy.OfNextToken(logits, batch.Labels),
        (ModelTask.QuestionAnswering, _) => Spans(logits, batch.Labels),
        (ModelTask.TokenClassification or ModelTask.MaskedLM or ModelTask.Seq2Seq, _) => CrossEntropy.Of(logits, batch.Labels),
        (_, ProblemType.MultiLabel) => BinaryCrossEntropy.Of(logits, batch.Labels),
        (_, ProblemType.Regression) => RegressionLoss.Of(logits.view(batch.Labels.shape), batch.Labels),
        _ => CrossEntropy.Of(logits, batch.Labels),
    };

    /// <summary>How many labels of a batch count: what <see cref="Of(ModelTask, ProblemType, Tensor, Batch)"/> will say, known before the forward pass.</summary>
    public static double Count(ModelTask task, ProblemType problem, Batch batch)
    {
        using var scope = NewDisposeScope();
        return (task, problem) switch
        {
            (ModelTask.CausalLM, _) => Labels.Count(batch.Labels.narrow(1, 1, batch.Labels.shape[1] - 1)),
            (ModelTask.QuestionAnswering, _) => Labels.Count(Inside(batch.Labels, batch.Inputs.shape[1])),
            (ModelTask.TokenClassification or ModelTask.MaskedLM or ModelTask.Seq2Seq, _) => Labels.Count(batch.Labels),
            (_, ProblemType.MultiLabel or ProblemType.Regression) => batch.Labels.numel(),
            _ => Labels.Count(batch.Labels),
        };
    }

    // Start and end over all positions of a row, padding included; a position beyond the row does not count.
    private static LossTerm Spans(Tensor logits, Tensor labels) // (row, position, start|end), (row, start|end)
        => CrossEntropy.Of(logits.transpose(1, 2), Inside(labels, logits.shape[1]));

    private static Tensor Inside(Tensor spans, long length) => spans.masked_fill(spans.lt(0).logical_or(spans.ge(length)), Labels.Ignored);
}
