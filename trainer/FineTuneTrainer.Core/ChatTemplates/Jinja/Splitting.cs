namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>Cuts texts at separators, at white space and at the ends of lines.</summary>
internal static class Splitting
{
    /// <summary>At most so many cuts from the left; any number where it is negative. Without a separator, runs of white space cut.</summary>
    public static IEnumerable<string> Split(string text, string? separator, int most)
    {
        if (separator is not null)
        {
            if (separator.Length == 0) throw new ChatTemplateException("A separator must not be empty.");
            return text.Split(separator, most < 0 ? int.MaxValue : most + 1);
        }

        return Words(text, most);
    }

    public static IEnumerable<string> SplitRight(string text, string? separator, int most)
    {
        List<string> parts = [.. Split(text, separator, -1)];
        if (most < 0 || parts.Count <= most + 1) return parts;
        int joined = parts.Count - most;
        return [string.Join(separator ?? " ", parts.Take(joined)), .. parts.Skip(joined)];
    }

    public static IEnumerable<string> Lines(string text, bool keepsEnds)
    {
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('\n' or '\r' or '\v' or '\f' or '\x1c' or '\x1d' or '\x1e' or '\x85' or '\u2028' or '\u2029')) continue;
            int end = i;
            if (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n') i++;
            yield return text[start..(keepsEnds ? i + 1 : end)];
            start = i + 1;
        }

        if (start < text.Length) yield return text[start..];
    }

    private static IEnumerable<string> Words(string text, int most)
    {
        int at = 0;
        for (int count = 0; ; count++)
        {
            while (at < text.Length && PySpace.IsSpace(text[at])) at++;
            if (at == text.Length) yield break;
            int start = at;
            if (count == most)
            {
                yield return text[start..].TrimEnd();
                yield break;
            }

            while (at < text.Length && !PySpace.IsSpace(text[at])) at++;
            yield return text[start..at];
        }
    }
}
