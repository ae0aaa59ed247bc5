namespace FineTuneTrainer.Core.Tokenizers.Decoders;

/// <summary>CTC: equal neighbors are one, padding vanishes, delimiters become spaces.</summary>
internal sealed class CtcDecoder(string pad, string delimiter, bool cleansUp) : IDecoder
{
    public List<string> Decode(List<string> tokens)
    {
        List<string> result = [];
        for (int i = 0; i < tokens.Count; i++)
        {
            if (i > 0 && tokens[i] == tokens[i - 1]) continue;
            string text = Replaced(tokens[i], pad, "");
            if (cleansUp) text = Replaced(CleanUp.Of(text), delimiter, " ");
            if (text.Length > 0) result.Add(text);
        }

        return result;
    }

    private static string Replaced(string text, string old, string by) => old.Length == 0 ? text : text.Replace(old, by, StringComparison.Ordinal);
}
