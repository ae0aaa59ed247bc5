namespace FineTuneTrainer.Core.Tokenizers.PostProcessors;

/// <summary>What happens behind the model: offsets are trimmed, and special tokens are put around one text or two.</summary>
internal sealed record PostProcessor
{
    public IReadOnlyList<TemplatePart> Single { get; init; } = [TemplatePart.Text(0, 0)];

    public IReadOnlyList<TemplatePart> Pair { get; init; } = [TemplatePart.Text(0, 0), TemplatePart.Text(1, 1)];

    /// <summary>How offsets leave spaces out; null leaves them as they are.</summary>
    public OffsetTrim? Trim { get; init; }

    /// <summary>Whether special tokens are put around; a text alone and a pair each by its own template.</summary>
    public int Added(bool pair) => (pair ? Pair : Single).Sum(p => p.Ids.Length);

    /// <summary>The finished windows, the first of them the encoding, the others its overflow.</summary>
    public List<List<Token>> Process(List<List<Token>> first, List<List<Token>>? second, bool addSpecial)
    {
        List<List<Token>>? result = null;
        foreach (TemplatePart part in second is null ? Single : Pair)
        {
            if (part.Sequence == Token.NoPlace && !addSpecial) continue;
            List<List<Token>> windows = part.Sequence switch
            {
                Token.NoPlace => [[.. part.Ids.Select(id => Token.Special(id, part.Type))]],
                0 => Placed(first, part),
                _ => Placed(second!, part),
            };
            result = result is null ? windows : Join(result, windows);
        }

        return result ?? [[]];
    }

    private static List<List<Token>> Placed(List<List<Token>> windows, TemplatePart part) =>
        [.. windows.Select(w => w.ConvertAll(t => t with { Sequence = part.Sequence, Type = part.Type }))];

    // The library's order: every further left window with all right ones, then the first left one with the further right ones.
    private static List<List<Token>> Join(List<List<Token>> left, List<List<Token>> right)
    {
        List<List<Token>> joined = [[.. left[0], .. right[0]]];
        foreach (List<Token> window in left.Skip(1))
            foreach (List<Token> other in right) joined.Add([.. window, .. other]);
        foreach (List<Token> other in right.Skip(1)) joined.Add([.. left[0], .. other]);
        return joined;
    }
}
