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

    /// <summary>What an encoder-decoder is to write; null for tasks without a second text.</summary>
    public int[]? Target { get; init; }

    /// <summary>The target as it stands in the data, to compare texts with; only with <see cref="Target"/>.</summary>
    public string? Reference { get; init; }

    /// <summary>The worse answer to the same prompt, where this row is the better one of a pair.</summary>
    public EncodedRow? Rejected { get; init; }

    /// <summary>Of an answer of a pair: its log-probability by the untouched model, summed over its tokens; 0 where nobody asked.</summary>
    public float ReferenceLog { get; init; }

    /// <summary>Numbers instead of tokens: an image's pixels, a table's columns; <see cref="Ids"/> is empty then.</summary>
    public IDenseInput? Dense { get; init; }

    /// <summary>Tokens of the row, of a pair those of the longer answer; 1 where there are none.</summary>
    public int Length => Dense is null ? Math.Max(Math.Max(Ids.Length, Target?.Length ?? 0), Rejected?.Ids.Length ?? 0) : 1;

    /// <summary>The word each token belongs to, -1 for special tokens; only where words matter.</summary>
    public int[]? Words { get; init; }

    /// <summary>The values of the columns that the evaluation is told apart by, in their order; empty where none is named.</summary>
    public IReadOnlyList<string> Slices { get; init; } = [];
}
