using System.Text.Json.Nodes;
using DevCluster.Api.Errors;

namespace DevCluster.Api.Verbs;

/// <summary>labelSelector and fieldSelector of a list, watch or collection deletion.</summary>
internal sealed class Selector(string? labels, string? fields, string? name)
{
    private readonly string[] _labels = Split(labels);
    private readonly string[] _fields = Split(fields);

    public static Selector Of(Call call) => new(call.Query("labelSelector"), call.Query("fieldSelector"), call.Path.Name);

    public bool Matches(JsonObject item)
        => (name is null || (string?)item["metadata"]!["name"] == name)
            && Array.TrueForAll(_labels, one => Label(item["metadata"]!["labels"] as JsonObject, one))
            && Array.TrueForAll(_fields, one => Field(item, one));

    private static bool Label(JsonObject? labels, string one)
    {
        if (one.Contains('(', StringComparison.Ordinal)) return Set(labels, one);
        if (one.StartsWith('!')) return labels?.ContainsKey(one[1..].Trim()) != true;
        int at = one.IndexOf('=', StringComparison.Ordinal);
        if (at < 0) return labels?.ContainsKey(one) == true;
        bool not = at > 0 && one[at - 1] == '!';
        string key = one[..(not ? at - 1 : at)].Trim();
        return ((string?)labels?[key] == one[(at + 1)..].TrimStart('=').Trim()) != not;
    }

    private static bool Set(JsonObject? labels, string one)
    {
        string[] words = one[..one.IndexOf('(', StringComparison.Ordinal)].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 2) throw Refusals.BadRequest($"unable to parse requirement: {one}");
        string[] values = one[(one.IndexOf('(', StringComparison.Ordinal) + 1)..].TrimEnd(')').Split(',', StringSplitOptions.TrimEntries);
        bool contained = labels?[words[0]] is { } value && values.Contains((string)value!);
        return contained == (words[1] == "in");
    }

    private static bool Field(JsonObject item, string one)
    {
        int at = one.IndexOf('=', StringComparison.Ordinal);
        if (at < 0) throw Refusals.BadRequest($"invalid selector: '{one}'; can't understand '{one}'");
        bool not = at > 0 && one[at - 1] == '!';
        JsonNode? value = item;
        foreach (string step in one[..(not ? at - 1 : at)].Trim().Split('.')) value = (value as JsonObject)?[step];
        return ((value?.ToString() ?? "") == one[(at + 1)..].TrimStart('=').Trim()) != not;
    }

    private static string[] Split(string? text)
    {
        List<string> parts = [""];
        int depth = 0;
        foreach (char c in text ?? "")
        {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) parts.Add("");
            else parts[^1] += c;
        }

        return [.. parts.Select(part => part.Trim()).Where(part => part.Length > 0)];
    }
}
