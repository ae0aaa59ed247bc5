using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Tokenizers;

namespace FineTuneTrainer.Run;

/// <summary>The rows of every role, read, checked and encoded.</summary>
/// <param name="Labels">The labels by class; empty for language models.</param>
/// <param name="Rows">The encoded rows by role; a role without a dataset has none.</param>
/// <param name="Records">How many rows each dataset's file had.</param>
public sealed record PreparedData(IReadOnlyList<string> Labels, IReadOnlyDictionary<DatasetRole, IReadOnlyList<EncodedRow>> Rows, IReadOnlyDictionary<DatasetRole, int> Records)
{
    /// <summary>What made texts to tokens; null for images and tables.</summary>
    public Tokenizer? Tokenizer { get; init; }

    /// <summary>What makes a Seq2Seq's target texts to tokens; for most models the same.</summary>
    public Tokenizer? TargetTokenizer { get; init; }

    /// <summary>Texts that belong beside the model, by file name.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; init; } = new Dictionary<string, string>();

    /// <summary>Files that belong beside the model, by name: how raw inputs become its numbers.</summary>
    public IReadOnlyDictionary<string, JsonObject> Processors { get; init; } = new Dictionary<string, JsonObject>();

    /// <summary>The base model's generation_config.json; null where it has none.</summary>
    public JsonObject? Generation { get; init; }

    /// <summary>Rows to learn from.</summary>
    public IReadOnlyList<EncodedRow> Train => Of(DatasetRole.Train);

    /// <summary>Rows to judge by during training.</summary>
    public IReadOnlyList<EncodedRow> Validation => Of(DatasetRole.Validation);

    /// <summary>Rows to judge by once, at the end.</summary>
    public IReadOnlyList<EncodedRow> Test => Of(DatasetRole.Test);

    /// <summary>A row's tokens with what is to be learned from it.</summary>
    public string Tokens(EncodedRow row) => string.Join(' ', Tokenizer!.Tokens(row.Ids));

    private IReadOnlyList<EncodedRow> Of(DatasetRole role) => Rows.GetValueOrDefault(role, []);
}
