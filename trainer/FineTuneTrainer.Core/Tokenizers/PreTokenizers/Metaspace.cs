using FineTuneTrainer.Core.Tokenizers.Patterns;
using FineTuneTrainer.Core.Tokenizers.Pipeline;

namespace FineTuneTrainer.Core.Tokenizers.PreTokenizers;

/// <summary>When a piece gets the mark of a space in front of it.</summary>
internal enum PrependScheme
{
    Always,
    First,
    Never,
}

/// <summary>SentencePiece's spaces: each becomes a visible mark, one is put in front by a scheme, and words begin at marks.</summary>
internal sealed class Metaspace(char mark, PrependScheme scheme, bool splits) : IPreTokenizer, IRewriter
{
    private readonly Split _split = new(new StringPattern(mark.ToString()), SplitBehavior.MergedWithNext);

    /// <summary>Whether it must know where a piece stands in the original text.</summary>
    public bool NeedsOrigin => scheme == PrependScheme.First;

    public void Run(PieceFlow flow)
    {
        flow.Rewrite(this);
        if (splits) flow.Cut(_split);
    }

    public void Rewrite(MappedText text, Piece piece, MappedText into)
    {
        int start = text.Start(piece.Start);
        char first = text.Chars[piece.Start];
        bool prepends = scheme == PrependScheme.Always || (scheme == PrependScheme.First && start == 0);
        if (prepends && first != mark && first != ' ') into.Append(mark, start, text.End(piece.Start));
        int done = piece.Start;
        ReadOnlySpan<char> all = text.Chars;
        for (int i = piece.Start; i < piece.End; i++)
        {
            if (all[i] != ' ') continue;
            into.Append(text, done, i - done);
            into.Append(mark, text.Start(i), text.End(i));
            done = i + 1;
        }

        into.Append(text, done, piece.End - done);
    }
}
