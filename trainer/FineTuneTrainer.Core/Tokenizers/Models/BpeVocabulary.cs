namespace FineTuneTrainer.Core.Tokenizers.Models;

/// <summary>Resolves the merges of a BPE file, which are written as words, to ids.</summary>
internal static class BpeVocabulary
{
    /// <summary>The merges in their order; a part or a result that is not in the vocabulary is refused.</summary>
    public static List<(int Left, int Right, int Result)> Resolve(Vocabulary vocabulary, IEnumerable<(string Left, string Right)> merges, string prefix)
    {
        var resolved = new List<(int, int, int)>();
        char[] joined = new char[64];
        foreach ((string left, string right) in merges)
        {
            ReadOnlySpan<char> tail = right.AsSpan(Math.Min(prefix.Length, right.Length));
            int length = left.Length + tail.Length;
            if (length > joined.Length) joined = new char[length * 2];
            left.CopyTo(joined);
            tail.CopyTo(joined.AsSpan(left.Length));
            int result = vocabulary.IdOf(joined.AsSpan(0, length));
            (int leftId, int rightId) = (vocabulary.IdOf(left), vocabulary.IdOf(right));
            if (leftId < 0 || rightId < 0 || result < 0)
                throw new InvalidDataException($"The merge of '{left}' and '{right}' needs a word that is not in the vocabulary.");
            resolved.Add((leftId, rightId, result));
        }

        return resolved;
    }
}
