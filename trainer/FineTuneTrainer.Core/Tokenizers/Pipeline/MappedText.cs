namespace FineTuneTrainer.Core.Tokenizers.Pipeline;

/// <summary>Text on its way through the pipeline; where it keeps track, each UTF-16 unit knows the span of the original text that it came from.</summary>
internal sealed class MappedText
{
    private char[] _chars = new char[256];
    private int[] _starts = [];
    private int[] _ends = [];

    /// <summary>The number of UTF-16 units.</summary>
    public int Length { get; private set; }

    /// <summary>Whether spans are kept.</summary>
    public bool Tracks { get; private set; }

    public ReadOnlySpan<char> Chars => _chars.AsSpan(0, Length);

    public ReadOnlySpan<char> Slice(int start, int length) => _chars.AsSpan(start, length);

    public void Clear(bool tracks)
    {
        Length = 0;
        Tracks = tracks;
    }

    /// <summary>Where the original of a unit begins; 0 without tracking.</summary>
    public int Start(int index) => Tracks ? _starts[index] : 0;

    /// <summary>Where the original of a unit ends; 0 without tracking.</summary>
    public int End(int index) => Tracks ? _ends[index] : 0;

    /// <summary>The original span of a stretch; an empty stretch stands before its next unit.</summary>
    public (int Start, int End) Span(int start, int end) => start < end ? (Start(start), End(end - 1)) : (0, 0);

    /// <summary>The code point at a place, and how many units it takes.</summary>
    public int CodePoint(int index, out int units)
    {
        char c = _chars[index];
        units = 1;
        if (!char.IsHighSurrogate(c) || index + 1 >= Length) return c;
        units = 2;
        return char.ConvertToUtf32(c, _chars[index + 1]);
    }

    public void Append(char c, int start, int end)
    {
        if (Length >= _chars.Length || (Tracks && Length >= _starts.Length)) Reserve(1);
        _chars[Length] = c;
        if (Tracks)
        {
            _starts[Length] = start;
            _ends[Length] = end;
        }

        Length++;
    }

    /// <summary>Appends a code point.</summary>
    public void AppendPoint(int codePoint, int start, int end)
    {
        if (codePoint < 0x10000)
        {
            Append((char)codePoint, start, end);
            return;
        }

        Append((char)(0xD7C0 + (codePoint >> 10)), start, end);
        Append((char)(0xDC00 + (codePoint & 0x3FF)), start, end);
    }

    /// <summary>Appends a stretch of another text with its spans.</summary>
    public void Append(MappedText from, int start, int length)
    {
        Reserve(length);
        from._chars.AsSpan(start, length).CopyTo(_chars.AsSpan(Length));
        if (Tracks)
        {
            from._starts.AsSpan(start, length).CopyTo(_starts.AsSpan(Length));
            from._ends.AsSpan(start, length).CopyTo(_ends.AsSpan(Length));
        }

        Length += length;
    }

    /// <summary>Appends original text that begins at a place; a character of two units is one span. Half a character becomes U+FFFD.</summary>
    public void AppendOriginal(ReadOnlySpan<char> text, int start)
    {
        Reserve(text.Length);
        text.CopyTo(_chars.AsSpan(Length));
        bool astral = text.IndexOfAnyInRange('\uD800', '\uDFFF') >= 0;
        if (Tracks)
        {
            for (int i = 0; i < text.Length; i++)
            {
                _starts[Length + i] = start + i;
                _ends[Length + i] = start + i + 1;
            }
        }

        if (astral) JoinSurrogates(Length, Length + text.Length);
        Length += text.Length;
    }

    private void JoinSurrogates(int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            if (!char.IsSurrogate(_chars[i])) continue;
            if (i + 1 < to && char.IsSurrogatePair(_chars[i], _chars[i + 1]))
            {
                if (Tracks)
                {
                    _ends[i]++;
                    _starts[i + 1]--;
                }

                i++;
                continue;
            }

            _chars[i] = '\uFFFD';
        }
    }

    private void Reserve(int more)
    {
        int needed = Length + more;
        if (needed > _chars.Length) Array.Resize(ref _chars, Math.Max(needed, _chars.Length * 2));
        if (!Tracks || _starts.Length >= _chars.Length) return;
        Array.Resize(ref _starts, _chars.Length);
        Array.Resize(ref _ends, _chars.Length);
    }
}
