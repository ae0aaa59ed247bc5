namespace FineTuneTrainer.Core.Tokenizers.Files;

/// <summary>The merges that the pieces of a SentencePiece BPE model imply, in the order in which Hugging Face's converter writes them.</summary>
internal static class SentencePieceMerges
{
    /// <summary>Every cut of a piece into two others; the best score first, of equal ones the longest left part, then the longest right part.</summary>
    public static IEnumerable<(string Left, string Right)> Of(IReadOnlyList<(string Piece, double Score)> pieces)
    {
        var ids = new Dictionary<string, int>(pieces.Count, StringComparer.Ordinal);
        for (int id = 0; id < pieces.Count; id++) ids[pieces[id].Piece] = id;
        var words = ids.GetAlternateLookup<ReadOnlySpan<char>>();
        var merges = new List<(string Left, string Right, double Score)>();
        foreach ((string piece, double score) in pieces)
        {
            var local = new List<(string Left, string Right, int LeftId, int RightId)>();
            for (int cut = 1; cut < piece.Length; cut++)
            {
                if (char.IsLowSurrogate(piece[cut])) continue;
                if (words.TryGetValue(piece.AsSpan(0, cut), out int left) && words.TryGetValue(piece.AsSpan(cut), out int right))
                    local.Add((piece[..cut], piece[cut..], left, right));
            }

            merges.AddRange(local.OrderBy(m => m.LeftId).ThenBy(m => m.RightId).Select(m => (m.Left, m.Right, score)));
        }

        return merges.OrderByDescending(m => m.Score).ThenByDescending(m => Points(m.Left)).ThenByDescending(m => Points(m.Right)).Select(m => (m.Left, m.Right));
    }

    private static int Points(string text) => text.EnumerateRunes().Count();
}
