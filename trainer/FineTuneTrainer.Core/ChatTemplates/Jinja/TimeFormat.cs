using System.Globalization;
using System.Text;

namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>Python's strftime in English; a directive that is not known is refused.</summary>
internal static class TimeFormat
{
    private static readonly Dictionary<char, string> Formats = new()
    {
        ['Y'] = "yyyy",
        ['y'] = "yy",
        ['m'] = "MM",
        ['d'] = "dd",
        ['H'] = "HH",
        ['I'] = "hh",
        ['M'] = "mm",
        ['S'] = "ss",
        ['B'] = "MMMM",
        ['b'] = "MMM",
        ['A'] = "dddd",
        ['a'] = "ddd",
        ['p'] = "tt",
    };

    public static string Apply(DateTimeOffset time, string format)
    {
        var result = new StringBuilder();
        for (int i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 == format.Length)
            {
                result.Append(format[i]);
                continue;
            }

            char directive = format[++i];
            result.Append(directive switch
            {
                '%' => "%",
                'j' => time.DayOfYear.ToString("000", CultureInfo.InvariantCulture),
                _ when Formats.TryGetValue(directive, out string? known) => time.ToString(known, CultureInfo.InvariantCulture),
                _ => throw new ChatTemplateException($"The directive '%{directive}' of strftime_now is not supported."),
            });
        }

        return result.ToString();
    }
}
