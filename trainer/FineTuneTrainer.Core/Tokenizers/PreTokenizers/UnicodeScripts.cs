using FineTuneTrainer.Core.Tokenizers.Patterns;
using FineTuneTrainer.Core.Tokenizers.Pipeline;
using FineTuneTrainer.Core.Tokenizers.Unicode;

namespace FineTuneTrainer.Core.Tokenizers.PreTokenizers;

/// <summary>Cuts where the script changes; Japanese is one script, and a space belongs to any.</summary>
internal sealed class UnicodeScripts : IPreTokenizer, ICutter
{
    private const byte Any = 0;
    private static readonly Lazy<byte[]> Numbers = new(Number);

    public void Run(PieceFlow flow) => flow.Cut(this);

    public void Cut(ReadOnlySpan<char> text, int at, List<Piece> parts)
    {
        byte[] numbers = Numbers.Value;
        // What stands before the first character of a script is dropped, as the library drops it.
        int start = -1;
        int last = -1;
        for (int i = 0; i < text.Length;)
        {
            byte script = numbers[Points.At(text, i, out int units)];
            if (script != Any && last != script)
            {
                if (start >= 0) parts.Add(new Piece(at + start, i - start));
                start = i;
            }

            if (script != Any) last = script;
            i += units;
        }

        if (start >= 0) parts.Add(new Piece(at + start, text.Length - start));
    }

    private static byte[] Number()
    {
        var numbers = new byte[0x110000];
        IReadOnlyList<string> names = Scripts.Names;
        int han = names.ToList().IndexOf("Han") + 1;
        for (int n = 0; n < names.Count; n++)
        {
            int number = names[n] is "Hiragana" or "Katakana" ? han : n + 1;
            foreach ((int first, int last) in Scripts.Ranges(names[n])!) Array.Fill(numbers, (byte)number, first, last - first + 1);
        }

        numbers[' '] = Any;
        // The mark that makes a vowel long is shared by both Japanese scripts.
        numbers[0x30FC] = (byte)han;
        return numbers;
    }
}
