using System.Globalization;
using System.Numerics;
using System.Text;

namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>The methods of texts.</summary>
internal static class StringMethods
{
    private static readonly Dictionary<string, Func<string, CallArguments, object?>> All = new(StringComparer.Ordinal)
    {
        ["strip"] = (text, a) => Strip(text, a, left: true, right: true),
        ["lstrip"] = (text, a) => Strip(text, a, left: true, right: false),
        ["rstrip"] = (text, a) => Strip(text, a, left: false, right: true),
        ["upper"] = (text, _) => PyCase.Upper(text),
        ["lower"] = (text, _) => PyCase.Lower(text),
        ["title"] = (text, _) => PyCase.Title(text),
        ["capitalize"] = (text, _) => PyCase.Capitalize(text),
        ["swapcase"] = (text, _) => PyCase.Swap(text),
        ["startswith"] = (text, a) => Affixes(a).Any(p => text.StartsWith(p, StringComparison.Ordinal)),
        ["endswith"] = (text, a) => Affixes(a).Any(p => text.EndsWith(p, StringComparison.Ordinal)),
        ["removeprefix"] = (text, a) => text.StartsWith(a.Text(0, "prefix"), StringComparison.Ordinal) ? text[a.Text(0, "prefix").Length..] : text,
        ["removesuffix"] = (text, a) => text.EndsWith(a.Text(0, "suffix"), StringComparison.Ordinal) ? text[..^a.Text(0, "suffix").Length] : text,
        ["replace"] = (text, a) => Replace(text, a.Text(0, "old"), a.Text(1, "new"), a.Number(2, "count", -1)),
        ["split"] = (text, a) => new PyList(Splitting.Split(text, Separator(a), a.Number(1, "maxsplit", -1))),
        ["rsplit"] = (text, a) => new PyList(Splitting.SplitRight(text, Separator(a), a.Number(1, "maxsplit", -1))),
        ["splitlines"] = (text, a) => new PyList(Splitting.Lines(text, a.Flag(0, "keepends", false))),
        ["partition"] = (text, a) => Partition(text, a.Text(0, "sep"), text.IndexOf(a.Text(0, "sep"), StringComparison.Ordinal), rest: 2),
        ["rpartition"] = (text, a) => Partition(text, a.Text(0, "sep"), text.LastIndexOf(a.Text(0, "sep"), StringComparison.Ordinal), rest: 0),
        ["join"] = (text, a) => string.Join(text, Operators.Iterate(a.Required(0, "iterable")).Select((item, i) =>
            Operators.AsText(item) ?? throw new ChatTemplateException($"'join' needs texts; item {i} is a {Operators.TypeName(item)}."))),
        ["find"] = (text, a) => Place(text, text.IndexOf(a.Text(0, "sub"), StringComparison.Ordinal)),
        ["rfind"] = (text, a) => Place(text, text.LastIndexOf(a.Text(0, "sub"), StringComparison.Ordinal)),
        ["index"] = (text, a) => text.IndexOf(a.Text(0, "sub"), StringComparison.Ordinal) is >= 0 and var at ? Place(text, at) : throw new ChatTemplateException("The text to find is not there."),
        ["count"] = (text, a) => new BigInteger(Count(text, a.Text(0, "sub"))),
        ["zfill"] = (text, a) => Fill(text, a.Number(0, "width")),
        ["center"] = (text, a) => Center(text, a.Number(0, "width"), a.Text(1, "fillchar", " ")[0]),
        ["ljust"] = (text, a) => text.PadRight(a.Number(0, "width"), a.Text(1, "fillchar", " ")[0]),
        ["rjust"] = (text, a) => text.PadLeft(a.Number(0, "width"), a.Text(1, "fillchar", " ")[0]),
        ["isdigit"] = (text, _) => All1(text, r => CharUnicodeInfo.GetDigitValue(char.ConvertFromUtf32(r.Value), 0) >= 0),
        ["isdecimal"] = (text, _) => All1(text, r => CharUnicodeInfo.GetDecimalDigitValue(char.ConvertFromUtf32(r.Value), 0) >= 0),
        ["isnumeric"] = (text, _) => All1(text, Rune.IsNumber),
        ["isalpha"] = (text, _) => All1(text, Rune.IsLetter),
        ["isalnum"] = (text, _) => All1(text, r => Rune.IsLetter(r) || Rune.IsNumber(r)),
        ["isspace"] = (text, _) => All1(text, r => PySpace.IsSpace(r.Value)),
        ["isupper"] = (text, _) => text.EnumerateRunes().Any(Rune.IsUpper) && !text.EnumerateRunes().Any(Rune.IsLower),
        ["islower"] = (text, _) => text.EnumerateRunes().Any(Rune.IsLower) && !text.EnumerateRunes().Any(Rune.IsUpper),
        ["format"] = BraceFormat.Apply,
    };

    /// <summary>A method of a text, or null.</summary>
    public static Callable? Find(string text, string name) => All.TryGetValue(name, out var method) ? new Callable(name, a => method(text, a)) : null;

    /// <summary>Takes characters of a set, or white space, from the ends.</summary>
    public static string Strip(string text, CallArguments arguments, bool left, bool right)
    {
        string? set = arguments.Value(0, "chars", null) is { } value ? PyText.Of(value) : null;
        Rune[] runes = [.. text.EnumerateRunes()];
        HashSet<Rune>? members = set is null ? null : [.. set.EnumerateRunes()];
        bool Goes(Rune r) => members?.Contains(r) ?? PySpace.IsSpace(r.Value);
        int start = 0;
        int end = runes.Length;
        while (left && start < end && Goes(runes[start])) start++;
        while (right && end > start && Goes(runes[end - 1])) end--;
        return string.Concat(runes[start..end]);
    }

    /// <summary>Replaces up to so many; all of them where the count is negative.</summary>
    public static string Replace(string text, string old, string by, int count)
    {
        if (old.Length == 0) return string.Concat(Operators.Characters(text).Select((c, i) => (count < 0 || i < count ? by : "") + c)) + (count < 0 || count > text.Length ? by : "");
        var result = new StringBuilder();
        int done = 0;
        for (int at = text.IndexOf(old, StringComparison.Ordinal); at >= 0 && count != 0; at = text.IndexOf(old, done, StringComparison.Ordinal))
        {
            result.Append(text, done, at - done).Append(by);
            done = at + old.Length;
            count--;
        }

        return result.Append(text, done, text.Length - done).ToString();
    }

    private static string? Separator(CallArguments arguments) => arguments.Value(0, "sep", null) is null ? null : arguments.Text(0, "sep");

    private static IEnumerable<string> Affixes(CallArguments arguments) =>
        arguments.Required(0, "affix") is PyTuple tuple ? tuple.Items.Select(PyText.Of) : [arguments.Text(0, "affix")];

    private static PyTuple Partition(string text, string separator, int at, int rest)
    {
        if (at >= 0) return new PyTuple(text[..at], separator, text[(at + separator.Length)..]);
        return rest == 2 ? new PyTuple(text, "", "") : new PyTuple("", "", text);
    }

    private static object Place(string text, int units) => new BigInteger(units < 0 ? -1 : text[..units].EnumerateRunes().Count());

    private static int Count(string text, string part)
    {
        if (part.Length == 0) return text.EnumerateRunes().Count() + 1;
        int count = 0;
        for (int at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + part.Length, StringComparison.Ordinal)) count++;
        return count;
    }

    private static string Fill(string text, int width)
    {
        string sign = text.StartsWith('-') || text.StartsWith('+') ? text[..1] : "";
        return sign + text[sign.Length..].PadLeft(width - sign.Length, '0');
    }

    // An odd space goes to the left where the width is odd.
    private static string Center(string text, int width, char filling)
    {
        int missing = width - text.Length;
        if (missing <= 0) return text;
        int left = (missing / 2) + (missing & width & 1);
        return new string(filling, left) + text + new string(filling, missing - left);
    }

    private static bool All1(string text, Func<Rune, bool> holds) => text.Length > 0 && text.EnumerateRunes().All(holds);
}
