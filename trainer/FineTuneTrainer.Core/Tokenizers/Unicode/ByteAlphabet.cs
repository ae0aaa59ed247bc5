using System.Text;
using FineTuneTrainer.Core.Tokenizers.Pipeline;

namespace FineTuneTrainer.Core.Tokenizers.Unicode;

/// <summary>GPT-2's alphabet: one visible character for each of the 256 bytes, so that any text is written in known characters.</summary>
internal static class ByteAlphabet
{
    private static readonly char[] ToChar = Characters();
    private static readonly Dictionary<char, byte> FromChar = Enumerable.Range(0, 256).ToDictionary(b => ToChar[b], b => (byte)b);

    /// <summary>The character that stands for a space.</summary>
    public const char Space = '\u0120';

    public static char CharOf(byte value) => ToChar[value];

    public static bool TryByte(char c, out byte value) => FromChar.TryGetValue(c, out value);

    /// <summary>Appends a piece byte by byte; all bytes of a character share its span.</summary>
    public static void Write(MappedText text, Piece piece, MappedText into)
    {
        Span<byte> bytes = stackalloc byte[4];
        for (int i = piece.Start; i < piece.End;)
        {
            int c = text.CodePoint(i, out int units);
            int count = new Rune(c).EncodeToUtf8(bytes);
            for (int b = 0; b < count; b++) into.Append(ToChar[bytes[b]], text.Start(i), text.End(i));
            i += units;
        }
    }

    // Bytes that are visible in Latin-1 stand for themselves, the other 68 follow from U+0100 on.
    private static char[] Characters()
    {
        var chars = new char[256];
        int next = 256;
        for (int b = 0; b < 256; b++)
            chars[b] = b is (>= 33 and <= 126) or (>= 161 and <= 172) or (>= 174 and <= 255) ? (char)b : (char)next++;
        return chars;
    }
}
