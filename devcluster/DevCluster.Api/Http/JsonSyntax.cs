namespace DevCluster.Api.Http;

/// <summary>Says in Go's words what is wrong with a text that is no JSON.</summary>
internal sealed class JsonSyntax
{
    private const string End = "unexpected end of JSON input";
    private readonly string _text;
    private int _at;
    private string? _error;

    private JsonSyntax(string text) => _text = text;

    public static string ErrorOf(string text)
    {
        JsonSyntax syntax = new(text);
        syntax.Value();
        syntax.Blank();
        if (syntax._error is null && syntax._at < text.Length) syntax.Fail("after top-level value");
        return syntax._error ?? End;
    }

    private char Now => _at < _text.Length ? _text[_at] : '\0';

    private void Value()
    {
        Blank();
        switch (Now)
        {
            case '{':
                Members('}', Member);
                break;
            case '[':
                Members(']', Value);
                break;
            case '"':
                Text();
                break;
            case 't':
                Literal("true");
                break;
            case 'f':
                Literal("false");
                break;
            case 'n':
                Literal("null");
                break;
            case '-' or (>= '0' and <= '9'):
                while (Now is '-' or '+' or '.' or 'e' or 'E' or (>= '0' and <= '9')) _at++;
                break;
            default:
                Fail("looking for beginning of value");
                break;
        }
    }

    private void Members(char end, Action member)
    {
        _at++;
        Blank();
        if (Now == end)
        {
            _at++;
            return;
        }

        while (_error is null)
        {
            member();
            Blank();
            if (_error is not null) return;
            if (Now != ',' && Now != end) Fail(end == '}' ? "after object key:value pair" : "after array element");
            else if (_text[_at++] == end) return;
        }
    }

    private void Member()
    {
        Blank();
        if (Now != '"')
        {
            Fail("looking for beginning of object key string");
            return;
        }

        Text();
        Blank();
        if (_error is not null) return;
        if (Now != ':')
        {
            Fail("after object key");
            return;
        }

        _at++;
        Value();
    }

    private void Text()
    {
        _at++;
        while (_error is null && Now != '"')
        {
            if (Now < ' ') Fail("in string literal");
            else _at += Now == '\\' ? 2 : 1;
        }

        _at++;
    }

    private void Literal(string word)
    {
        for (int i = 0; i < word.Length && _error is null; i++, _at++)
            if (Now != word[i]) Fail($"in literal {word} (expecting '{word[i]}')");
    }

    private void Blank()
    {
        while (Now is ' ' or '\t' or '\r' or '\n') _at++;
    }

    private void Fail(string where)
    {
        _error ??= _at >= _text.Length ? End : $"invalid character {Quoted(_text[_at])} {where}";
    }

    private static string Quoted(char letter) => letter switch
    {
        '\'' => @"'\''",
        '"' => "'\"'",
        < ' ' or (> '~' and <= 'ÿ') => $"'\\x{(int)letter:x2}'",
        _ => $"'{letter}'",
    };
}
