using FineTuneTrainer.Core.Tokenizers.Decoders;
using FineTuneTrainer.Core.Tokenizers.Models;
using FineTuneTrainer.Core.Tokenizers.Pipeline;
using FineTuneTrainer.Core.Tokenizers.PostProcessors;

namespace FineTuneTrainer.Core.Tokenizers;

/// <summary>What a tokenizer is built of, in the order of its work.</summary>
internal sealed record TokenizerParts
{
    public IReadOnlyList<AddedToken> Added { get; init; } = [];

    public IReadOnlyList<INormalizer> Normalizers { get; init; } = [];

    public IReadOnlyList<IPreTokenizer> PreTokenizers { get; init; } = [];

    public required IModel Model { get; init; }

    public PostProcessor PostProcessor { get; init; } = new();

    /// <summary>The decoders; null puts a space between tokens.</summary>
    public IReadOnlyList<IDecoder>? Decoders { get; init; }

    public int PadId { get; init; }

    /// <summary>The special tokens by their roles.</summary>
    public IReadOnlyDictionary<string, string> Special { get; init; } = new Dictionary<string, string>();
}
