namespace FineTuneTrainer.Core.Tokenizers.Pipeline;

/// <summary>The text in pieces, as pre-tokenizers cut and rewrite it one after the other.</summary>
internal sealed class PieceFlow
{
    private List<Piece> _next = [];
    private MappedText _rewritten = new();

    /// <summary>The text that the pieces are stretches of.</summary>
    public MappedText Text { get; private set; } = new();

    /// <summary>The pieces in order; none is empty.</summary>
    public List<Piece> Pieces { get; private set; } = [];

    public void Clear(bool tracks)
    {
        Text.Clear(tracks);
        Pieces.Clear();
    }

    /// <summary>Cuts every piece of text; empty parts are dropped.</summary>
    public void Cut(ICutter cutter)
    {
        _next.Clear();
        foreach (Piece piece in Pieces)
        {
            if (piece.IsToken) _next.Add(piece);
            else cutter.Cut(Text.Slice(piece.Start, piece.Length), piece.Start, _next);
        }

        (Pieces, _next) = (_next, Pieces);
    }

    /// <summary>Writes every piece of text anew.</summary>
    public void Rewrite(IRewriter rewriter)
    {
        _next.Clear();
        _rewritten.Clear(Text.Tracks);
        foreach (Piece piece in Pieces)
        {
            int start = _rewritten.Length;
            if (piece.IsToken) _rewritten.Append(Text, piece.Start, piece.Length);
            else rewriter.Rewrite(Text, piece, _rewritten);
            if (_rewritten.Length > start) _next.Add(new Piece(start, _rewritten.Length - start, piece.Token));
        }

        (Pieces, _next) = (_next, Pieces);
        (Text, _rewritten) = (_rewritten, Text);
    }
}
