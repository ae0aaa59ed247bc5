using System.Text;

namespace FineTuneTrainer.Core.Tokenizers.Models;

/// <summary>Finds characters by the bytes of UTF-8, asked in ascending order: a character that is split over tokens belongs to each of them.</summary>
internal ref struct BytePlaces(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _unit;
    private int _byte;

    /// <summary>The first unit of the character that holds a byte.</summary>
    public int CharacterAt(int position)
    {
        Seek(position, out _);
        return _unit;
    }

    /// <summary>The unit behind the character that holds a byte.</summary>
    public int EndOfCharacterAt(int position)
    {
        Seek(position, out int units);
        return _unit + units;
    }

    private void Seek(int position, out int units)
    {
        while (true)
        {
            Rune.DecodeFromUtf16(_text[_unit..], out Rune rune, out units);
            if (position < _byte + rune.Utf8SequenceLength || _unit + units >= _text.Length) return;
            _unit += units;
            _byte += rune.Utf8SequenceLength;
        }
    }
}
