using FineTuneTrainer.Core.Tokenizers.Pipeline;

namespace FineTuneTrainer.Core.Tokenizers.PreTokenizers;

/// <summary>Joins the parts of a text, matches and what stands between them, as a behavior demands.</summary>
internal struct PartJoiner(SplitBehavior behavior, int at, List<Piece> parts)
{
    // The piece that may still grow.
    private int _start = -1;
    private int _end;
    private bool _wasMatch;

    public void Add(int start, int end, bool isMatch)
    {
        switch (behavior)
        {
            case SplitBehavior.Isolated:
                parts.Add(new Piece(at + start, end - start));
                return;
            case SplitBehavior.Removed:
                if (!isMatch) parts.Add(new Piece(at + start, end - start));
                return;
            case SplitBehavior.MergedWithPrevious:
                Grow(start, end, joins: isMatch && !_wasMatch);
                break;
            case SplitBehavior.MergedWithNext:
                Grow(start, end, joins: !isMatch && _wasMatch);
                break;
            default:
                Grow(start, end, joins: isMatch == _wasMatch);
                break;
        }

        _wasMatch = isMatch;
    }

    public readonly void Finish()
    {
        if (_start >= 0) parts.Add(new Piece(at + _start, _end - _start));
    }

    private void Grow(int start, int end, bool joins)
    {
        if (!joins || _start < 0)
        {
            Finish();
            _start = start;
        }

        _end = end;
    }
}
