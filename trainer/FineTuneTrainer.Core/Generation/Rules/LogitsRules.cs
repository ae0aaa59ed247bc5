using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Generation.Rules;

/// <summary>The rules that settings ask for, in transformers' order.</summary>
internal sealed class LogitsRules
{
    private readonly List<ILogitsRule> _rules = [];

    public LogitsRules(GenerationSettings settings, int promptLength)
    {
        if (settings.RepetitionPenalty != 1)
            _rules.Add(new RepetitionPenalty(settings.RepetitionPenalty));
        if (settings.NoRepeatNgramSize > 0)
            _rules.Add(new NoRepeatNgram(settings.NoRepeatNgramSize));
        // A word that is an end token by itself may always come.
        List<IReadOnlyList<int>> bad = [.. settings.BadWordsIds.Where(word => word.Count != 1 || !settings.EosTokenIds.Contains(word[0]))];
        if (bad.Count > 0)
            _rules.Add(new BadWords(bad));
        if (settings.MinNewTokens > 0 && settings.EosTokenIds.Count > 0)
            _rules.Add(new MinNewTokens(settings.MinNewTokens, promptLength, settings.EosTokenIds));
        if (settings.ForcedBosTokenId is { } first)
            _rules.Add(new ForcedToken(first, length: 1));
        if (settings.ForcedEosTokenId is { } last)
            _rules.Add(new ForcedToken(last, promptLength + settings.MaxNewTokens - 1));
    }

    /// <summary>Changes scores (row, token) in place.</summary>
    public Tensor Apply(Tensor scores, IReadOnlyList<long[]> rows)
    {
        foreach (var rule in _rules)
            rule.Apply(scores, rows);
        return scores;
    }
}
