namespace FineTuneTrainer.Core.Tokenizers.Decoders;

/// <summary>Takes away the spaces that English does not write.</summary>
internal static class CleanUp
{
    private static readonly (string Old, string New)[] Rules =
    [
        (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"), (" do not", " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
    ];

    public static string Of(string text) => Rules.Aggregate(text, (t, rule) => t.Replace(rule.Old, rule.New, StringComparison.Ordinal));
}
