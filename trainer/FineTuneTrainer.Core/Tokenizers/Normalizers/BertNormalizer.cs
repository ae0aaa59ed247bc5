using FineTuneTrainer.Core.Tokenizers.Pipeline;
using FineTuneTrainer.Core.Tokenizers.Unicode;

namespace FineTuneTrainer.Core.Tokenizers.Normalizers;

/// <summary>
/// BERT's normalizer: cleans text, sets Chinese characters apart, strips accents, lowers case, each by its own switch and in this order.
/// Marks that stay keep their order, where the canonical order might swap two in a row.
/// </summary>
internal sealed class BertNormalizer(bool cleanText, bool handleChinese, bool stripAccents, bool lowercase) : INormalizer
{
    private const int NotYet = 0;
    private const int Several = -1;

    // What a character of the basic plane becomes, one code point plus one; filled when a character is met.
    private readonly int[] _single = new int[0x10000];

    public bool Normalize(MappedText from, MappedText to)
    {
        for (int i = 0; i < from.Length;)
        {
            int c = from.CodePoint(i, out int units);
            int start = from.Start(i);
            int end = from.End(i);
            int single = c < 0x10000 ? _single[c] : Several;
            if (single == NotYet) single = Learn(c);
            if (single != Several) to.AppendPoint(single - 1, start, end);
            else
                foreach (int part in Parts(c)) to.AppendPoint(part, start, end);
            i += units;
        }

        return true;
    }

    private int Learn(int c)
    {
        List<int> parts = Parts(c);
        return _single[c] = parts.Count == 1 ? parts[0] + 1 : Several;
    }

    private List<int> Parts(int c)
    {
        var parts = new List<int>(3);
        if (cleanText && Characters.RemovedByBert.Contains(c)) return parts;
        if (cleanText && Characters.WhiteSpace.Contains(c)) c = ' ';
        bool apart = handleChinese && Characters.Chinese.Contains(c);
        if (stripAccents)
        {
            NormalForms.Decompose(c, compatible: false, parts);
            parts.RemoveAll(Characters.BertAccents.Contains);
        }
        else
        {
            parts.Add(c);
        }

        if (apart) return [' ', .. Lowered(parts), ' '];
        return Lowered(parts);
    }

    private List<int> Lowered(List<int> parts)
    {
        if (!lowercase) return parts;
        int dotted = parts.IndexOf(LowerCase.DottedI);
        for (int i = 0; i < parts.Count; i++) parts[i] = LowerCase.Of(parts[i]);
        if (dotted >= 0) parts.Insert(dotted + 1, LowerCase.CombiningDot);
        return parts;
    }
}
