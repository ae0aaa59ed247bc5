namespace FineTuneTrainer.Core.Data;

/// <summary>One row as the model reads it: token ids, segment ids, and what is to be learned: the class index, unless one of the others is set.</summary>
public sealed record EncodedRow(int[] Ids, int[] TypeIds, int Label)
{
    /// <summary>The label of a token that does not count, as torch.nn.CrossEntropyLoss ignores it.</summary>
    public const int Ignored = -100;

    /// <summary>A label a token, -100 where nothing counts; null for tasks with one label a row.</summary>
    public int[]? TokenLabels { get; init; }

    /// <summary>Numbers to predict, or 0 and 1 by class; null for tasks with classes.</summary>
    public float[]? Values { get; init; }

    /// <summary>The word each token belongs to, -1 for special tokens; only where words matter.</summary>
    public int[]? Words { get; init; }

    /// <summary>The values of the columns that the evaluation is told apart by, in their order; empty where none is named.</summary>
    public IReadOnlyList<string> Slices { get; init; } = [];
}
