namespace FineTuneTrainer.Core.Batching;

/// <summary>
/// The masking of masked-language modeling (Devlin et al. 2018): a share of the tokens is chosen; of those 80 % become the mask, 10 % a random token,
/// 10 % stay. It is a pure function of its random numbers, one a position, so that a run resumes exactly.
/// </summary>
public sealed record TokenMasking(double Share, int MaskId)
{
    private const double Masked = 0.8;
    private const double Replaced = 0.9;
    private const long Ignored = -100;

    /// <summary>Marks the single tokens to be predicted: those whose number in [0, 1) is below the share, special tokens left out.</summary>
    public bool[] Choose(ReadOnlySpan<bool> special, ReadOnlySpan<double> select)
    {
        var chosen = new bool[special.Length];
        for (int i = 0; i < chosen.Length; i++) chosen[i] = select[i] < Share && !special[i];
        return chosen;
    }

    /// <summary>Marks whole words: the number of a word's first token decides for all of them. Words are numbered; special tokens have -1.</summary>
    public bool[] ChooseWords(ReadOnlySpan<int> words, ReadOnlySpan<double> select)
    {
        var chosen = new bool[words.Length];
        for (int i = 0; i < chosen.Length; i++)
        {
            bool goesOn = i > 0 && words[i] == words[i - 1];
            chosen[i] = words[i] >= 0 && (goesOn ? chosen[i - 1] : select[i] < Share);
        }

        return chosen;
    }

    /// <summary>
    /// The model's inputs and the labels, -100 where nothing is predicted. <paramref name="action"/> in [0, 1) says what becomes of a chosen token,
    /// <paramref name="tokens"/> which random one it becomes.
    /// </summary>
    public (long[] Inputs, long[] Labels) Apply(ReadOnlySpan<long> ids, ReadOnlySpan<bool> chosen, ReadOnlySpan<double> action, ReadOnlySpan<long> tokens)
    {
        long[] inputs = ids.ToArray(), labels = new long[ids.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            labels[i] = chosen[i] ? ids[i] : Ignored;
            if (!chosen[i] || action[i] >= Replaced) continue;
            inputs[i] = action[i] < Masked ? MaskId : tokens[i];
        }

        return (inputs, labels);
    }

    /// <summary>
    /// Numbers the words of tokens by their offsets in the text: a token starts a word if a gap lies before it or the token before it is special, whose
    /// words are -1.
    /// </summary>
    public static int[] Words(ReadOnlySpan<(int Start, int End)> offsets, ReadOnlySpan<bool> special)
    {
        var words = new int[offsets.Length];
        int word = 0;
        for (int i = 0; i < words.Length; i++)
        {
            bool starts = i == 0 || special[i - 1] || offsets[i].Start != offsets[i - 1].End;
            if (!special[i] && starts) word++;
            words[i] = special[i] ? -1 : word;
        }

        return words;
    }
}
