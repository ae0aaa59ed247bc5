using System.Text;

namespace FineTuneTrainer.Core.Data.Formats;

/// <summary>UTF-8 text whose broken bytes can be found again.</summary>
internal static class Utf8Text
{
    // Bytes that are not UTF-8 become this noncharacter, which no text holds: so the row that has them can be named.
    public const char Undecodable = '\uFFFF';

    public static StreamReader Open(Stream stream)
    {
        var encoding = Encoding.GetEncoding("utf-8", EncoderFallback.ExceptionFallback, new DecoderReplacementFallback(Undecodable.ToString()));
        return new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16, leaveOpen: true);
    }
}
