using System.Text.Json.Nodes;
using FineTuneTrainer.Core.Models;

namespace FineTuneTrainer.Core.Generation;

/// <summary>How a text is generated; names and defaults are those of transformers' GenerationConfig, without sampling.</summary>
public sealed record GenerationSettings
{
    /// <summary>Tokens to generate at most.</summary>
    public int MaxNewTokens { get; init; } = 20;

    /// <summary>Tokens before the text may end.</summary>
    public int MinNewTokens { get; init; }

    /// <summary>Hypotheses that are followed at once; 1 is greedy.</summary>
    public int NumBeams { get; init; } = 1;

    /// <summary>Hypotheses that are returned a prompt; at most <see cref="NumBeams"/>.</summary>
    public int NumReturnSequences { get; init; } = 1;

    /// <summary>A hypothesis's sum of log-probabilities is divided by its length to this power.</summary>
    public double LengthPenalty { get; init; } = 1;

    /// <summary>When a beam search ends.</summary>
    public EarlyStoppingType EarlyStopping { get; init; }

    /// <summary>No sequence of this many tokens occurs twice, prompt and padding included; 0 for no such rule.</summary>
    public int NoRepeatNgramSize { get; init; }

    /// <summary>Scores of tokens that occurred are divided by this, or multiplied where negative; 1 for no such rule.</summary>
    public double RepetitionPenalty { get; init; } = 1;

    /// <summary>Tokens that end a text.</summary>
    public IReadOnlyList<int> EosTokenIds { get; init; } = [];

    /// <summary>What fills a row that ended earlier than others; null takes the first end token.</summary>
    public int? PadTokenId { get; init; }

    /// <summary>What an encoder-decoder's decoder starts from.</summary>
    public int? DecoderStartTokenId { get; init; }

    /// <summary>The first token that is generated; null for a free one.</summary>
    public int? ForcedBosTokenId { get; init; }

    /// <summary>The token at the limit of the length; null for a free one.</summary>
    public int? ForcedEosTokenId { get; init; }

    /// <summary>Sequences of tokens that never occur.</summary>
    public IReadOnlyList<IReadOnlyList<int>> BadWordsIds { get; init; } = [];

    /// <summary>What fills a row that ended earlier than others.</summary>
    internal int Fill => PadTokenId ?? (EosTokenIds.Count > 0 ? EosTokenIds[0] : 0);

    /// <summary>Reads a model's <c>generation_config.json</c>, and what older models keep in <c>config.json</c> instead.</summary>
    public static GenerationSettings Read(JsonObject config, JsonObject? generation)
    {
        var fields = new GenerationFields(config, generation);
        var defaults = new GenerationSettings();
        return new GenerationSettings
        {
            MaxNewTokens = fields.Whole("max_new_tokens") ?? defaults.MaxNewTokens,
            MinNewTokens = fields.Whole("min_new_tokens") ?? defaults.MinNewTokens,
            NumBeams = fields.Whole("num_beams") ?? defaults.NumBeams,
            LengthPenalty = fields.Number("length_penalty", defaults.LengthPenalty),
            EarlyStopping = fields.Stopping("early_stopping"),
            NoRepeatNgramSize = fields.Whole("no_repeat_ngram_size") ?? defaults.NoRepeatNgramSize,
            RepetitionPenalty = fields.Number("repetition_penalty", defaults.RepetitionPenalty),
            EosTokenIds = fields.Tokens("eos_token_id"),
            PadTokenId = fields.Whole("pad_token_id"),
            DecoderStartTokenId = fields.Whole("decoder_start_token_id") ?? fields.Whole("bos_token_id"),
            ForcedBosTokenId = fields.Whole("forced_bos_token_id"),
            ForcedEosTokenId = fields.Whole("forced_eos_token_id"),
            BadWordsIds = fields.Sequences("bad_words_ids"),
        };
    }

    /// <summary>Throws with every setting that is out of bounds.</summary>
    internal void Check()
    {
        List<string> problems = [];
        void AtLeast(string name, int value, int least)
        {
            if (value < least)
                problems.Add($"generation: {name} must be at least {least}, was {value}");
        }

        AtLeast("max_new_tokens", MaxNewTokens, 1);
        AtLeast("min_new_tokens", MinNewTokens, 0);
        AtLeast("num_beams", NumBeams, 1);
        AtLeast("num_return_sequences", NumReturnSequences, 1);
        AtLeast("no_repeat_ngram_size", NoRepeatNgramSize, 0);
        if (NumReturnSequences > NumBeams)
            problems.Add($"generation: num_return_sequences is {NumReturnSequences}, num_beams {NumBeams}: there are no more hypotheses than beams");
        if (RepetitionPenalty <= 0)
            problems.Add($"generation: repetition_penalty must be above 0, was {RepetitionPenalty}");
        if (problems.Count > 0)
            throw new ModelIncompatibleException(problems);
    }
}
