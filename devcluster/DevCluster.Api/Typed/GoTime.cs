using System.Globalization;
using System.Text.Json.Nodes;

namespace DevCluster.Api.Typed;

/// <summary>metav1.Time and metav1.MicroTime: read by Go's layouts, with Go's errors, and written in UTC.</summary>
internal static class GoTime
{
    private static readonly string[] Elements = ["2006", "-", "01", "-", "02", "T", "15", ":", "04", ":", "05"];

    /// <summary>Any fraction and offset; answered as whole seconds.</summary>
    public static JsonNode Time(string text) => Read(text, "2006-01-02T15:04:05Z07:00", micro: false).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Exactly six decimals.</summary>
    public static JsonNode MicroTime(string text)
        => Read(text, "2006-01-02T15:04:05.000000Z07:00", micro: true).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static DateTime Read(string text, string layout, bool micro)
    {
        int at = 0;
        GoDecodingException Wrong(string element) => new($"parsing time \"{text}\" as \"{layout}\": cannot parse \"{text[at..]}\" as \"{element}\"");
        foreach (string element in Elements)
        {
            bool digits = char.IsAsciiDigit(element[0]);
            string part = text.Length >= at + element.Length ? text.Substring(at, element.Length) : "";
            if (digits ? part.Length == 0 || !part.All(char.IsAsciiDigit) : part != element) throw Wrong(element);
            at += element.Length;
        }

        int fraction = text.Skip(at).FirstOrDefault() == '.' ? text.Skip(at + 1).TakeWhile(char.IsAsciiDigit).Count() : 0;
        if (micro && fraction < 6) throw Wrong(".000000");
        if (fraction > 0) at += 1 + (micro ? 6 : fraction);
        if (!IsZone(text[at..])) throw Wrong("Z07:00");
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out DateTimeOffset moment)
            ? moment.UtcDateTime
            : throw new GoDecodingException($"parsing time \"{text}\": day out of range");
    }

    private static bool IsZone(string text)
        => text == "Z" || (text.Length == 6 && text[0] is '+' or '-' && text[3] == ':' && text.Count(char.IsAsciiDigit) == 4);
}
