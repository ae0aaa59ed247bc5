using FineTuneTrainer.Core.Tokenizers.Pipeline;
using FineTuneTrainer.Core.Tokenizers.Unicode;

namespace FineTuneTrainer.Core.Tokenizers.PreTokenizers;

/// <summary>Drops some characters between words, and makes words of their own of some others: how BERT cuts, and how white space cuts alone.</summary>
internal sealed class CharacterCutter : IPreTokenizer, ICutter
{
    private const byte Inner = 0;
    private const byte Dropped = 1;
    private const byte Alone = 2;
    private readonly byte[] _kinds = new byte[0x10000];
    private readonly CodePointSet? _alone;

    private CharacterCutter(CodePointSet dropped, CodePointSet? alone)
    {
        _alone = alone;
        for (int c = 0; c < _kinds.Length; c++) _kinds[c] = dropped.Contains(c) ? Dropped : alone?.Contains(c) == true ? Alone : Inner;
    }

    /// <summary>BertPreTokenizer: at white space, and each punctuation character is a word.</summary>
    public static CharacterCutter Bert() => new(Characters.WhiteSpace, Characters.Punctuation);

    /// <summary>WhitespaceSplit: at white space.</summary>
    public static CharacterCutter WhiteSpace() => new(Characters.WhiteSpace, null);

    public void Run(PieceFlow flow) => flow.Cut(this);

    public void Cut(ReadOnlySpan<char> text, int at, List<Piece> parts)
    {
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            byte kind = _kinds[text[i]];
            int units = 1;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length)
            {
                units = 2;
                kind = _alone?.Contains(char.ConvertToUtf32(text[i], text[i + 1])) == true ? Alone : Inner;
            }

            if (kind != Inner)
            {
                if (i > start) parts.Add(new Piece(at + start, i - start));
                if (kind == Alone) parts.Add(new Piece(at + i, units));
                start = i + units;
            }

            i += units - 1;
        }

        if (text.Length > start) parts.Add(new Piece(at + start, text.Length - start));
    }
}
