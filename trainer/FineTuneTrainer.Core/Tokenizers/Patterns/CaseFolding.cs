using System.Text;
using FineTuneTrainer.Core.Tokenizers.Unicode;

namespace FineTuneTrainer.Core.Tokenizers.Patterns;

/// <summary>Characters that are the same when case is ignored, the long s and the Kelvin sign among them; foldings into several characters are not made.</summary>
internal static class CaseFolding
{
    private static readonly Lazy<ILookup<int, int>> ByFold = new(() =>
        Enumerable.Range(0, 0x1F000).Where(Rune.IsValid).Where(c => Fold(c) != c).ToLookup(Fold));

    /// <summary>The set with all other cases of its members.</summary>
    public static CodePointSet Widen(CodePointSet set)
    {
        var wide = new CodePointSet();
        foreach (int c in set.Members().Where(Rune.IsValid))
        {
            int fold = Fold(c);
            wide.Add(c);
            wide.Add(fold);
            foreach (int other in ByFold.Value[fold]) wide.Add(other);
        }

        return wide;
    }

    // .NET leaves the long s as it is.
    private static int Fold(int c) => c == 0x17F ? 's' : Rune.ToLowerInvariant(Rune.ToUpperInvariant(new Rune(c))).Value;
}
