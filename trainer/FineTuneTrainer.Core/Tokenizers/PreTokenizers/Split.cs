using FineTuneTrainer.Core.Tokenizers.Patterns;
using FineTuneTrainer.Core.Tokenizers.Pipeline;

namespace FineTuneTrainer.Core.Tokenizers.PreTokenizers;

/// <summary>Cuts at the matches of a pattern, or (inverted) at what stands between them.</summary>
internal sealed class Split(IPattern pattern, SplitBehavior behavior, bool invert = false) : IPreTokenizer, ICutter
{
    public void Run(PieceFlow flow) => flow.Cut(this);

    public void Cut(ReadOnlySpan<char> text, int at, List<Piece> parts)
    {
        var joiner = new PartJoiner(behavior, at, parts);
        int done = 0;
        for (int from = 0; pattern.Find(text, from, out Match match); from = match.Next)
        {
            if (match.Start > done) joiner.Add(done, match.Start, invert);
            if (match.End > match.Start) joiner.Add(match.Start, match.End, !invert);
            done = match.End;
        }

        if (done < text.Length) joiner.Add(done, text.Length, invert);
        joiner.Finish();
    }
}
