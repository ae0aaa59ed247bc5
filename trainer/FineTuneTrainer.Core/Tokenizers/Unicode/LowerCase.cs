using System.Text;

namespace FineTuneTrainer.Core.Tokenizers.Unicode;

/// <summary>Lower case character by character, without context: a final sigma is a common one, and the dotted I becomes two characters.</summary>
internal static class LowerCase
{
    /// <summary>The capital I with a dot, the only character whose lower case is longer: <c>i</c> and a combining dot.</summary>
    public const int DottedI = 0x130;

    public const int CombiningDot = 0x307;

    /// <summary>The lower case of every character but <see cref="DottedI"/>, whose first part is given.</summary>
    public static int Of(int c) => c switch
    {
        < 0x80 => c is >= 'A' and <= 'Z' ? c + 32 : c,
        DottedI => 'i',
        // Letters of Unicode 17, which .NET 10 does not know yet.
        0xA7CE or 0xA7D2 or 0xA7D4 => c + 1,
        >= 0x16EA0 and <= 0x16EB8 => c + 0x1B,
        _ => Rune.ToLowerInvariant(new Rune(c)).Value,
    };
}
