using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using FineTuneTrainer.Core.Tokenizers.Models;
using FineTuneTrainer.Core.Tokenizers.Pipeline;

namespace FineTuneTrainer.Core.Tokenizers;

/// <summary>Runs one text through pipeline and model; any number of threads may use it at once.</summary>
internal sealed class SequenceEncoder(TextPipeline pipeline, IModel model)
{
    private readonly ConcurrentBag<Workspace> _idle = [];

    /// <summary>Appends the ids of a text; stops when there are <paramref name="most"/> or more.</summary>
    public void AppendIds(string text, bool splitsSpecial, int most, List<int> ids)
    {
        Workspace workspace = _idle.TryTake(out Workspace? idle) ? idle : new Workspace();
        pipeline.Run(text, tracks: false, splitsSpecial, workspace);
        MappedText flow = workspace.Flow.Text;
        foreach (ref readonly Piece piece in CollectionsMarshal.AsSpan(workspace.Flow.Pieces))
        {
            if (ids.Count >= most) break;
            if (piece.IsToken)
            {
                ids.Add(piece.Token);
                continue;
            }

            for (int start = piece.Start; start < piece.End;)
            {
                int length = model.PartLength(flow.Slice(start, piece.End - start));
                foreach (ref readonly ModelToken token in Tokenize(flow.Slice(start, length), workspace)) ids.Add(token.Id);
                start += length;
            }
        }

        _idle.Add(workspace);
    }

    /// <summary>The tokens of a text with their places; all of them get <paramref name="word"/>, or the number of their piece.</summary>
    public List<Token> Encode(string text, bool splitsSpecial, int? word)
    {
        Workspace workspace = _idle.TryTake(out Workspace? idle) ? idle : new Workspace();
        pipeline.Run(text, tracks: true, splitsSpecial, workspace);
        MappedText flow = workspace.Flow.Text;
        List<Token> tokens = [];
        int number = 0;
        foreach (Piece piece in workspace.Flow.Pieces)
        {
            int place = word ?? number;
            number++;
            if (piece.IsToken)
            {
                (int from, int to) = flow.Span(piece.Start, piece.End);
                tokens.Add(new Token(piece.Token, from, to, place) { Text = flow.Slice(piece.Start, piece.Length).ToString() });
                continue;
            }

            for (int start = piece.Start; start < piece.End;)
            {
                int length = model.PartLength(flow.Slice(start, piece.End - start));
                foreach (ModelToken token in Tokenize(flow.Slice(start, length), workspace))
                {
                    (int from, int to) = flow.Span(start + token.Start, start + token.End);
                    tokens.Add(new Token(token.Id, from, to, place));
                }

                start += length;
            }
        }

        _idle.Add(workspace);
        return tokens;
    }

    private ReadOnlySpan<ModelToken> Tokenize(ReadOnlySpan<char> piece, Workspace workspace)
    {
        bool cached = piece.Length <= PieceCache.LongestPiece;
        ulong hash = cached ? PieceCache.Hash(piece) : 0;
        if (cached && workspace.Cache.TryGet(piece, hash, out ReadOnlySpan<ModelToken> known)) return known;
        workspace.Tokens.Clear();
        model.Tokenize(piece, workspace.Tokens);
        ReadOnlySpan<ModelToken> tokens = CollectionsMarshal.AsSpan(workspace.Tokens);
        if (cached) workspace.Cache.Add(piece, hash, tokens);
        return tokens;
    }
}
