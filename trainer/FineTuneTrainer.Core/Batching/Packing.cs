namespace FineTuneTrainer.Core.Batching;

/// <summary>Puts rows together into sequences of a fixed length, as TRL's <c>pack_dataset</c> does, so that little is padding.</summary>
public static class Packing
{
    /// <summary>
    /// Best fit, longest row first (<c>bfd</c>): no row is torn; of a row longer than the sequence only its beginning is kept. Rows of one length stay in order.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<Piece>> BestFit(IReadOnlyList<int> lengths, int sequenceLength) =>
        Fitted(lengths.Select((n, row) => new Piece(row, 0, Math.Min(n, sequenceLength))), sequenceLength);

    /// <summary>As <see cref="BestFit"/>, but a row longer than the sequence is cut into pieces first (<c>bfd_split</c>): every token is kept.</summary>
    public static IReadOnlyList<IReadOnlyList<Piece>> BestFitSplit(IReadOnlyList<int> lengths, int sequenceLength) =>
        Fitted(lengths.SelectMany((n, row) => Cut(row, n, sequenceLength)), sequenceLength);

    /// <summary>All tokens in one stream, cut wherever a sequence is full (<c>wrapped</c>): only the last sequence may be short.</summary>
    public static IReadOnlyList<IReadOnlyList<Piece>> Wrapped(IReadOnlyList<int> lengths, int sequenceLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sequenceLength);
        List<List<Piece>> sequences = [];
        int room = 0;
        for (int row = 0; row < lengths.Count; row++)
        {
            for (int from = 0; from < lengths[row];)
            {
                if (room == 0)
                {
                    sequences.Add([]);
                    room = sequenceLength;
                }

                int to = Math.Min(lengths[row], from + room);
                sequences[^1].Add(new Piece(row, from, to));
                room -= to - from;
                from = to;
            }
        }

        return sequences;
    }

    private static IEnumerable<Piece> Cut(int row, int length, int sequenceLength)
    {
        for (int from = 0; from < length; from += sequenceLength) yield return new Piece(row, from, Math.Min(length, from + sequenceLength));
    }

    // Open sequences wait in queues by the room they have left, smallest room first; those that came to a room first are filled first.
    private static List<List<Piece>> Fitted(IEnumerable<Piece> pieces, int sequenceLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sequenceLength);
        List<List<Piece>> sequences = [];
        var open = new Queue<List<Piece>>?[sequenceLength + 1];
        SortedSet<int> rooms = [];
        foreach (Piece piece in pieces.Where(p => p.Length > 0).OrderByDescending(p => p.Length))
        {
            List<Piece> sequence;
            int room = rooms.GetViewBetween(piece.Length, sequenceLength).FirstOrDefault(sequenceLength + 1);
            if (room > sequenceLength)
            {
                sequence = [];
                sequences.Add(sequence);
                room = sequenceLength;
            }
            else
            {
                sequence = open[room]!.Dequeue();
                if (open[room]!.Count == 0) rooms.Remove(room);
            }

            sequence.Add(piece);
            int left = room - piece.Length;
            if (left == 0) continue;
            (open[left] ??= new Queue<List<Piece>>()).Enqueue(sequence);
            rooms.Add(left);
        }

        return sequences;
    }
}
