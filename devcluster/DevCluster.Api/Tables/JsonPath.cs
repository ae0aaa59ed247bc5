using System.Globalization;
using System.Text.Json.Nodes;

namespace DevCluster.Api.Tables;

/// <summary>The JSONPath of printer columns: fields, indexes, wildcards and equality filters.</summary>
internal sealed class JsonPath
{
    private readonly List<Func<JsonNode, IEnumerable<JsonNode?>>> _steps = [];

    private JsonPath()
    {
    }

    public static JsonPath Parse(string text)
    {
        JsonPath path = new();
        int at = 0;
        while (at < text.Length)
        {
            if (text[at] == '[')
            {
                int end = Closing(text, at);
                path._steps.Add(Bracket(text[(at + 1)..end].Trim()));
                at = end + 1;
            }
            else
            {
                if (text[at] == '.') at++;
                (string name, at) = Name(text, at);
                if (name.Length > 0) path._steps.Add(name == "*" ? Every : node => Field(node, name));
            }
        }

        return path;
    }

    public IReadOnlyList<JsonNode> Find(JsonNode root)
    {
        IEnumerable<JsonNode?> found = [root];
        foreach (Func<JsonNode, IEnumerable<JsonNode?>> step in _steps) found = found.OfType<JsonNode>().SelectMany(step);
        return [.. found.OfType<JsonNode>()];
    }

    private static (string Name, int End) Name(string text, int at)
    {
        System.Text.StringBuilder name = new();
        for (; at < text.Length && text[at] is not ('.' or '['); at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length) at++;
            name.Append(text[at]);
        }

        return (name.ToString(), at);
    }

    private static int Closing(string text, int open)
    {
        char quote = '\0';
        for (int i = open; i < text.Length; i++)
        {
            if (quote != '\0') quote = text[i] == quote ? '\0' : quote;
            else if (text[i] is '"' or '\'') quote = text[i];
            else if (text[i] == ']') return i;
        }

        throw new FormatException($"unterminated array in the JSONPath {text}");
    }

    private static Func<JsonNode, IEnumerable<JsonNode?>> Bracket(string inner)
    {
        if (inner == "*") return Every;
        if (inner.StartsWith("?(", StringComparison.Ordinal)) return Filter(inner[2..^1]);
        if (inner.Length > 1 && inner[0] is '\'' or '"') return node => Field(node, inner[1..^1]);
        if (!int.TryParse(inner, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int index))
            throw new FormatException($"the JSONPath selector [{inner}] is not supported");
        return node => node is JsonArray list && Math.Abs(index + 0.5) <= list.Count ? [list[index < 0 ? list.Count + index : index]] : [];
    }

    private static Func<JsonNode, IEnumerable<JsonNode?>> Filter(string condition)
    {
        foreach (string comparison in (string[])["==", "!="])
        {
            int at = condition.IndexOf(comparison, StringComparison.Ordinal);
            if (at < 0) continue;
            JsonPath left = Parse(condition[..at].Trim().TrimStart('@'));
            string right = condition[(at + 2)..].Trim().Trim('"', '\'');
            bool wanted = comparison == "==";
            return node => Every(node).Where(item => item is not null && left.Find(item) is [{ } value] && value.ToString() == right == wanted);
        }

        JsonPath exists = Parse(condition.Trim().TrimStart('@'));
        return node => Every(node).Where(item => item is not null && exists.Find(item).Count > 0);
    }

    private static IEnumerable<JsonNode?> Field(JsonNode node, string name) => node is JsonObject map ? [map[name]] : [];

    private static IEnumerable<JsonNode?> Every(JsonNode node) => node switch
    {
        JsonArray list => list,
        JsonObject map => map.Select(pair => pair.Value),
        _ => [],
    };
}
