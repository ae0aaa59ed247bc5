using FineTuneTrainer.Core.Tokenizers.Pipeline;
using FineTuneTrainer.Core.Tokenizers.Unicode;

namespace FineTuneTrainer.Core.Tokenizers.Normalizers;

/// <summary>NFC, NFD, NFKC or NFKD, with the spans that the tokenizers library gives the results.</summary>
internal sealed class NormalForm(bool compatible, bool composes) : INormalizer
{
    private readonly CodePointSet _unstable = NormalForms.Unstable(compatible, composes);

    public bool Normalize(MappedText from, MappedText to)
    {
        if (System.Text.Ascii.IsValid(from.Chars) || !_unstable.ContainsAny(from.Chars)) return false;
        List<(int Point, int Change)> marks = Decomposed(from);
        if (composes) marks = Composed(marks);
        var writer = new ChangeWriter(from, to);
        foreach ((int point, int change) in marks) writer.Write(point, change);
        return true;
    }

    // Unicode's algorithm: marks in a row are sorted by their class, equal ones stay in order; each keeps its change.
    private List<(int Point, int Change)> Decomposed(MappedText from)
    {
        var result = new List<(int Point, int Change)>(from.Length);
        var parts = new List<int>();
        int pending = 0;
        for (int i = 0; i < from.Length;)
        {
            parts.Clear();
            NormalForms.Decompose(from.CodePoint(i, out int units), compatible, parts);
            i += units;
            for (int n = 0; n < parts.Count; n++)
            {
                if (NormalForms.ClassOf(parts[n]) == 0)
                {
                    Sort(result, pending);
                    pending = result.Count + 1;
                }

                result.Add((parts[n], n == 0 ? 0 : 1));
            }
        }

        Sort(result, pending);
        return result;
    }

    private static void Sort(List<(int Point, int Change)> marks, int from)
    {
        for (int i = from + 1; i < marks.Count; i++)
        {
            (int Point, int Change) mark = marks[i];
            byte order = NormalForms.ClassOf(mark.Point);
            int place = i;
            for (; place > from && NormalForms.ClassOf(marks[place - 1].Point) > order; place--) marks[place] = marks[place - 1];
            marks[place] = mark;
        }
    }

    private static List<(int Point, int Change)> Composed(List<(int Point, int Change)> marks)
    {
        var result = new List<(int Point, int Change)>(marks.Count);
        int starter = -1;
        int lastClass = -1;
        foreach ((int point, int change) in marks)
        {
            byte order = NormalForms.ClassOf(point);
            bool reachable = starter >= 0 && (lastClass < 0 || lastClass < order);
            if (reachable && NormalForms.Compose(result[starter].Point, point) is { } composed)
            {
                result[starter] = (composed, result[starter].Change + change - 1);
                continue;
            }

            result.Add((point, change));
            if (order == 0)
            {
                starter = result.Count - 1;
                lastClass = -1;
            }
            else
            {
                lastClass = order;
            }
        }

        return result;
    }
}
