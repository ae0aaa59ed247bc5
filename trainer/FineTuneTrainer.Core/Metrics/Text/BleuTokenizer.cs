namespace FineTuneTrainer.Core.Metrics.Text;

/// <summary>How BLEU cuts lines into tokens; each member is one of sacreBLEU's tokenizers.</summary>
public enum BleuTokenizer
{
    /// <summary><c>13a</c>: mteval-v13a, the default, for languages with spaces.</summary>
    Mteval13a,

    /// <summary><c>intl</c>: mteval-v14 international, by Unicode categories.</summary>
    International,

    /// <summary><c>zh</c>: each Chinese character is a token, the rest as 13a's rules.</summary>
    Chinese,

    /// <summary><c>char</c>: each character is a token.</summary>
    Character,

    /// <summary><c>none</c>: the text is tokenized already.</summary>
    None,
}
