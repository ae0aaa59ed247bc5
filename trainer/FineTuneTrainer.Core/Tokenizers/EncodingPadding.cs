namespace FineTuneTrainer.Core.Tokenizers;

/// <summary>How a batch of encodings is filled up to one length.</summary>
/// <param name="PadId">The id to fill up with.</param>
public sealed record EncodingPadding(int PadId)
{
    /// <summary>Where the filling goes; behind the text by default.</summary>
    public Side Side { get; init; }

    /// <summary>A fixed length, or null for the longest of the batch; longer encodings stay as they are.</summary>
    public int? Length { get; init; }

    /// <summary>Rounds the length up to a multiple of it; null leaves it.</summary>
    public int? MultipleOf { get; init; }

    /// <summary>The segment of the filling.</summary>
    public int TypeId { get; init; }

    /// <summary>The batch with all encodings and their overflow filled up.</summary>
    public IReadOnlyList<Encoding> Pad(IReadOnlyList<Encoding> batch)
    {
        int length = Length ?? batch.Select(e => e.Ids.Length).DefaultIfEmpty().Max();
        if (MultipleOf is > 0 and var multiple) length = (length + multiple - 1) / multiple * multiple;
        return [.. batch.Select(e => Fill(e, length))];
    }

    private Encoding Fill(Encoding encoding, int length)
    {
        int missing = length - encoding.Ids.Length;
        IReadOnlyList<Encoding> overflow = [.. encoding.Overflow.Select(e => Fill(e, length))];
        if (missing <= 0) return encoding with { Overflow = overflow };
        T[] With<T>(T[] values, T filling)
        {
            var padding = Enumerable.Repeat(filling, missing);
            return Side == Side.Right ? [.. values, .. padding] : [.. padding, .. values];
        }

        return new Encoding(With(encoding.Ids, PadId), With(encoding.TypeIds, TypeId))
        {
            Offsets = With(encoding.Offsets, (0, 0)),
            WordIds = With(encoding.WordIds, Token.NoPlace),
            SequenceIds = With(encoding.SequenceIds, Token.NoPlace),
            SpecialMask = With(encoding.SpecialMask, true),
            AttentionMask = With(encoding.AttentionMask, 0),
            Overflow = overflow,
        };
    }
}
