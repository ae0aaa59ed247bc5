using System.Text;

namespace FineTuneTrainer.Core.Tokenizers.Models;

/// <summary>The 256 tokens <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c> that spell what a vocabulary does not know.</summary>
internal sealed class ByteTokens(Vocabulary vocabulary)
{
    private readonly int[] _ids = [.. Enumerable.Range(0, 256).Select(b => vocabulary.IdOf($"<0x{b:X2}>"))];

    /// <summary>Appends the ids of a text's bytes; nothing and false where a byte has no token.</summary>
    public bool TrySpell(ReadOnlySpan<char> text, List<int> ids)
    {
        int before = ids.Count;
        Span<byte> bytes = stackalloc byte[4];
        foreach (Rune rune in text.EnumerateRunes())
        {
            int count = rune.EncodeToUtf8(bytes);
            for (int i = 0; i < count; i++)
            {
                if (_ids[bytes[i]] < 0)
                {
                    ids.RemoveRange(before, ids.Count - before);
                    return false;
                }

                ids.Add(_ids[bytes[i]]);
            }
        }

        return true;
    }
}
