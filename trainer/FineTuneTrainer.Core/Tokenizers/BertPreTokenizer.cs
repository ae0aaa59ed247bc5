using System.Text;

namespace FineTuneTrainer.Core.Tokenizers;

/// <summary>BERT's pre-tokenizer: cuts at white space, and makes each punctuation character a word of its own.</summary>
internal static class BertPreTokenizer
{
    public static IEnumerable<Range> Words(string text)
    {
        int start = 0;
        int position = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            int next = position + rune.Utf16SequenceLength;
            bool punctuation = BertCharacters.IsPunctuation(rune.Value);
            if (punctuation || BertCharacters.IsWhiteSpace(rune.Value))
            {
                if (position > start) yield return start..position;
                if (punctuation) yield return position..next;
                start = next;
            }

            position = next;
        }

        if (position > start) yield return start..position;
    }
}
