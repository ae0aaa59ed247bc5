namespace FineTuneTrainer.Core.Tokenizers.Pipeline;

/// <summary>
/// Writes characters with the tokenizers library's notion of change: 0 stands for the next old character, 1 is inserted and shares the span of
/// the old character before it, -n stands for the next old character and swallows n more.
/// </summary>
internal struct ChangeWriter(MappedText from, MappedText to)
{
    private int _at;

    public void Write(int codePoint, int change)
    {
        // At the very beginning nothing stands before an insertion.
        (int start, int end) = change > 0
            ? (_at == 0 ? (0, 0) : (from.Start(_at - 1), from.End(_at - 1)))
            : (_at < from.Length ? (from.Start(_at), from.End(_at)) : (0, 0));
        to.AppendPoint(codePoint, start, end);
        for (int n = change; n <= 0 && _at < from.Length; n++)
        {
            from.CodePoint(_at, out int units);
            _at += units;
        }
    }
}
