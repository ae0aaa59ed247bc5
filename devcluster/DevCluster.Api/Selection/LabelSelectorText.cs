using DevCluster.Api.Errors;
using DevCluster.Api.Validation;

namespace DevCluster.Api.Selection;

/// <summary>Reads a label selector such as: app=x, tier notin (a, b), !old. What it cannot read is 400, in the real server's words.</summary>
internal sealed class LabelSelectorText
{
    private const string Operators = "in, notin, =, ==, !=, gt, lt";
    private readonly List<string> _tokens;
    private int _at;

    private LabelSelectorText(string text) => _tokens = Tokens(text);

    public static IReadOnlyList<LabelRequirement> Parse(string text) => new LabelSelectorText(text).Requirements();

    private string Now => _at < _tokens.Count ? _tokens[_at] : "";

    private List<LabelRequirement> Requirements()
    {
        List<LabelRequirement> all = [];
        while (Now.Length > 0)
        {
            if (Now != "!" && !IsIdentifier(Now)) throw Refusals.BadRequest($"found '{Now}', expected: !, identifier, or 'end of string'");
            all.Add(Requirement());
            if (Now.Length > 0 && Take() != ",") throw Refusals.BadRequest($"found '{_tokens[_at - 1]}', expected: ',' or 'end of string'");
        }

        return all;
    }

    private LabelRequirement Requirement()
    {
        bool not = Now == "!";
        if (not) _at++;
        string key = Identifier();
        if (Names.LabelKey(key) is { } wrong) throw Unable($"key: Invalid value: \"{key}\": {wrong}");
        if (not || Now is "" or ",") return new LabelRequirement(key, !not, null);
        string with = Take();
        string[] values = with switch
        {
            "=" or "==" or "!=" => [Value()],
            "in" or "notin" => Values(),
            _ => throw Unable($"found '{with}', expected: {Operators}"),
        };
        for (int i = 0; i < values.Length; i++)
            if (Names.LabelValue(values[i]) is { } odd) throw Unable($"values[{i}][{key}]: Invalid value: \"{values[i]}\": {odd}");
        return new LabelRequirement(key, with is not ("!=" or "notin"), values);
    }

    private string Value()
    {
        if (Now is "" or ",") return "";
        return IsIdentifier(Now) ? Take() : throw Unable($"found '{Now[..1]}', expected: identifier");
    }

    private string[] Values()
    {
        if (Now != "(") throw Unable($"found '{Now}' expected: '('");
        _at++;
        List<string> values = [];
        while (Now != ")")
        {
            values.Add(IsIdentifier(Now) ? Take() : "");
            if (Now == ",") _at++;
            else if (Now != ")") throw Unable($"found '{Now}', expected: ',', ')' or identifier");
        }

        _at++;
        return [.. values];
    }

    private string Identifier() => IsIdentifier(Now) ? Take() : throw Unable($"found '{Now}', expected: identifier");

    private string Take() => _at < _tokens.Count ? _tokens[_at++] : "";

    private static bool IsIdentifier(string token) => token.Length > 0 && !"!=(),".Contains(token[0], StringComparison.Ordinal);

    private static List<string> Tokens(string text)
    {
        List<string> tokens = [];
        for (int at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at])) at++;
            else
            {
                int length = Length(text, at);
                tokens.Add(text.Substring(at, length));
                at += length;
            }
        }

        return tokens;
    }

    private static int Length(string text, int at)
    {
        if (text[at] is '(' or ')' or ',') return 1;
        if (text[at] is '=' or '!') return at + 1 < text.Length && text[at + 1] == '=' ? 2 : 1;
        return text.Skip(at).TakeWhile(letter => !char.IsWhiteSpace(letter) && !"!=(),".Contains(letter, StringComparison.Ordinal)).Count();
    }

    private static ApiException Unable(string why) => Refusals.BadRequest($"unable to parse requirement: {why}");
}
