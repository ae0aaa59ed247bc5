using FineTuneTrainer.Core.Tokenizers.Patterns;

namespace FineTuneTrainer.Core.Tokenizers.Models;

/// <summary>
/// Unigram: the cut whose pieces have the greatest sum of scores, in double precision. Of equal cuts the one found first wins, so at every place
/// the longest last piece; neighboring unknown characters become one token. (Kudo 2018, arXiv:1804.10959, the Viterbi search.)
/// </summary>
internal sealed class UnigramModel : IModel
{
    private const double UnknownPenalty = 10;
    private readonly Trie _trie = new();
    private readonly double[] _scores;
    private readonly int? _unknown;
    private readonly double _unknownScore;
    private readonly ByteTokens? _bytes;

    /// <summary>A model over pieces in the order of their ids.</summary>
    public UnigramModel(IReadOnlyList<(string Piece, double Score)> pieces, int? unknownId, bool byteFallback)
    {
        if (unknownId is { } unknown && (unknown < 0 || unknown >= pieces.Count))
            throw new InvalidDataException($"The Unigram model's unk_id {unknown} is not the id of a piece; there are {pieces.Count}.");
        var ids = new Dictionary<string, int>(pieces.Count, StringComparer.Ordinal);
        _scores = new double[pieces.Count];
        for (int id = 0; id < pieces.Count; id++)
        {
            ids[pieces[id].Piece] = id;
            _scores[id] = pieces[id].Score;
            if (pieces[id].Piece.Length > 0) _trie.Add(pieces[id].Piece, id);
        }

        Vocabulary = new Vocabulary(ids);
        _unknown = unknownId;
        _unknownScore = (_scores.Length == 0 ? 0 : _scores.Min()) - UnknownPenalty;
        _bytes = byteFallback ? new ByteTokens(Vocabulary) : null;
    }

    public Vocabulary Vocabulary { get; }

    public void Tokenize(ReadOnlySpan<char> piece, List<ModelToken> tokens)
    {
        var best = new Step[piece.Length + 1];
        Search(piece, best);
        var path = new Stack<(int Start, int End, bool Unknown)>();
        for (int end = piece.Length; end > 0; end = best[end].Start)
        {
            bool unknown = best[end].Id == _unknown;
            if (unknown && path.TryPeek(out var next) && next.Unknown)
            {
                path.Pop();
                path.Push((best[end].Start, next.End, true));
            }
            else
            {
                path.Push((best[end].Start, end, unknown));
            }
        }

        foreach ((int start, int end, _) in path) Append(piece[start..end], start, tokens);
    }

    private void Search(ReadOnlySpan<char> piece, Step[] best)
    {
        for (int start = 0; start < piece.Length;)
        {
            double sum = best[start].Score;
            Points.At(piece, start, out int units);
            bool single = false;
            int node = _trie.Root(piece[start]);
            for (int end = start + 1; node != 0; node = _trie.Child(node, piece[end++]))
            {
                int id = _trie.Value(node);
                if (id != Trie.None)
                {
                    best[end].Offer(sum + _scores[id], start, id);
                    single |= end == start + units;
                }

                if (end == piece.Length) break;
            }

            if (!single) best[start + units].Offer(sum + _unknownScore, start, _unknown ?? -1);
            start += units;
        }
    }

    private void Append(ReadOnlySpan<char> text, int start, List<ModelToken> tokens)
    {
        int id = Vocabulary.IdOf(text);
        List<int> spelled = [];
        if (id < 0 && _bytes?.TrySpell(text, spelled) == true)
        {
            foreach (int b in spelled) tokens.Add(new ModelToken(b, start, start + text.Length));
            return;
        }

        if (id < 0) id = _unknown ?? throw new InvalidDataException("The text has characters that the Unigram model does not know, and it has no unk_id.");
        tokens.Add(new ModelToken(id, start, start + text.Length));
    }

    // The best way to a place: its score, where its last piece begins, and that piece.
    private struct Step
    {
        private bool _reached;

        public double Score { get; private set; }

        public int Start { get; private set; }

        public int Id { get; private set; }

        public void Offer(double score, int start, int id)
        {
            if (_reached && score <= Score) return;
            _reached = true;
            Score = score;
            Start = start;
            Id = id;
        }
    }
}
