namespace FineTuneTrainer.Core.Tokenizers;

/// <summary>Cuts one text or a pair into windows, as the tokenizers library does.</summary>
internal static class Truncator
{
    /// <summary>Windows of both texts; the first of each is what is kept. <paramref name="added"/> special tokens need room too.</summary>
    public static (List<List<Token>> First, List<List<Token>>? Second) Cut(List<Token> first, List<Token>? second, Truncation? rule, int added)
    {
        int length = first.Count + (second?.Count ?? 0);
        if (rule is null || length + added <= rule.MaxLength) return ([first], second is null ? null : [second]);
        int room = rule.MaxLength - added;
        if (room < 0) throw Refused(rule, $"the special tokens alone are {added}");
        (int one, int two) = Lengths(first.Count, second?.Count, room, rule);
        return (Windows(first, one, rule), second is null ? null : Windows(second, two, rule));
    }

    private static (int First, int Second) Lengths(int first, int? second, int room, Truncation rule)
    {
        if (rule.Strategy == TruncationStrategy.LongestFirst)
        {
            if (second is not { } other) return (room, 0);
            (int shorter, int longer) = Shared(Math.Min(first, other), Math.Max(first, other), room);
            return first <= other ? (shorter, longer) : (longer, shorter);
        }

        bool cutsFirst = rule.Strategy == TruncationStrategy.OnlyFirst;
        if (!cutsFirst && second is null) throw Refused(rule, "there is no second text");
        int rest = room - (cutsFirst ? second ?? 0 : first);
        if (room > 0 && rest <= 0) throw Refused(rule, $"the other text leaves no room; {room} tokens fit beside the special ones");
        return cutsFirst ? (Math.Max(rest, 0), second ?? 0) : (first, Math.Max(rest, 0));
    }

    private static (int Shorter, int Longer) Shared(int shorter, int longer, int room)
    {
        longer = shorter > room ? shorter : Math.Max(shorter, room - shorter);
        return shorter + longer > room ? (room / 2, (room / 2) + (room % 2)) : (shorter, longer);
    }

    private static List<List<Token>> Windows(List<Token> tokens, int length, Truncation rule)
    {
        if (tokens.Count <= length) return [tokens];
        if (length == 0) return [[], tokens];
        if (rule.Stride >= length) throw Refused(rule, $"the stride {rule.Stride} must be less than the room of {length}");
        int step = length - rule.Stride;
        List<List<Token>> windows = [];
        if (rule.Side == Side.Right)
        {
            for (int start = 0; windows.Count == 0 || start + rule.Stride < tokens.Count; start += step)
                windows.Add(tokens.GetRange(start, Math.Min(length, tokens.Count - start)));
        }
        else
        {
            for (int stop = tokens.Count; windows.Count == 0 || stop - rule.Stride > 0; stop -= step)
                windows.Add(tokens.GetRange(Math.Max(0, stop - length), Math.Min(length, stop)));
        }

        return windows;
    }

    private static ArgumentOutOfRangeException Refused(Truncation rule, string why) =>
        new(nameof(rule), rule.MaxLength, $"The text cannot be cut to {rule.MaxLength} tokens: {why}.");
}
