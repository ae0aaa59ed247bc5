namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>Cuts a template into text and code, with <c>trim_blocks</c> and <c>lstrip_blocks</c> on, as chat templates are rendered.</summary>
internal sealed class Lexer
{
    private readonly string _source;
    private readonly List<Lexeme> _lexemes = [];
    private int _at;
    private int _line = 1;

    // Whether the text that follows begins a line: at the start, and where the line feed behind a tag was taken away.
    private bool _lineStarts = true;

    private Lexer(string source)
    {
        string text = source.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        _source = text.EndsWith('\n') ? text[..^1] : text;
    }

    public static List<Lexeme> Read(string source)
    {
        var lexer = new Lexer(source);
        while (lexer.Next())
        {
        }

        lexer.Add(LexemeKind.End, "");
        return lexer._lexemes;
    }

    private bool Next()
    {
        int tag = FindTag(_at);
        if (tag < 0)
        {
            AddData(_source[_at..]);
            return false;
        }

        char kind = _source[tag + 1];
        char sign = tag + 2 < _source.Length ? _source[tag + 2] : ' ';
        AddData(Before(_source[_at..tag], kind, sign));
        _line += _source.AsSpan(_at, tag - _at).Count('\n');
        _at = tag + (sign is '-' or '+' ? 3 : 2);
        if (kind == '#') SkipComment();
        else if (kind == '%' && TryRaw()) return true;
        else ReadCode(kind == '{' ? LexemeKind.VariableBegin : LexemeKind.BlockBegin, kind == '{' ? "}}" : "%}");
        return true;
    }

    private int FindTag(int from)
    {
        for (int i = _source.IndexOf('{', from); i >= 0 && i + 1 < _source.Length; i = _source.IndexOf('{', i + 1))
            if (_source[i + 1] is '{' or '%' or '#') return i;
        return -1;
    }

    private string Before(string text, char kind, char sign)
    {
        if (sign == '-') return text.TrimEnd();
        if (kind == '{' || sign == '+') return text;
        int start = text.LastIndexOf('\n') + 1;
        return (start > 0 || _lineStarts) && string.IsNullOrWhiteSpace(text[start..]) ? text[..start] : text;
    }

    private void AddData(string text)
    {
        if (text.Length > 0) Add(LexemeKind.Data, text);
    }

    private void Add(LexemeKind kind, string value) => _lexemes.Add(new Lexeme(kind, value, _line));

    private void SkipComment()
    {
        int end = _source.IndexOf("#}", _at, StringComparison.Ordinal);
        if (end < 0) throw Wrong("a comment without its end");
        Leave(end, _source[end - 1], trims: true);
    }

    private bool TryRaw()
    {
        int at = SkipSpace(_at);
        if (string.CompareOrdinal(_source, at, "raw", 0, 3) != 0) return false;
        at = SkipSpace(at + 3);
        bool strips = at < _source.Length && _source[at] == '-';
        if (strips) at++;
        if (string.CompareOrdinal(_source, at, "%}", 0, 2) != 0) return false;
        at = strips ? SkipSpace(at + 2) : at + 2;
        for (int tag = _source.IndexOf("{%", at, StringComparison.Ordinal); tag >= 0; tag = _source.IndexOf("{%", tag + 2, StringComparison.Ordinal))
        {
            char sign = _source[tag + 2];
            int word = SkipSpace(tag + (sign is '-' or '+' ? 3 : 2));
            if (string.CompareOrdinal(_source, word, "endraw", 0, 6) != 0) continue;
            int end = _source.IndexOf("%}", word, StringComparison.Ordinal);
            if (end < 0) break;
            AddData(Before(_source[at..tag], '%', sign));
            Leave(end, _source[end - 1], trims: true);
            return true;
        }

        throw Wrong("a raw block without its end");
    }

    // Leaves a tag that ends at a place; its sign decides about the white space behind it.
    private void Leave(int end, char sign, bool trims)
    {
        _line += _source.AsSpan(_at, end - _at).Count('\n');
        _at = end + 2;
        int before = _at;
        if (sign == '-') _at = SkipSpace(_at);
        else if (trims && sign != '+' && _at < _source.Length && _source[_at] == '\n') _at++;
        _line += _source.AsSpan(before, _at - before).Count('\n');
        _lineStarts = _at > before && _source[_at - 1] == '\n';
    }

    private void ReadCode(LexemeKind kind, string close)
    {
        Add(kind, "");
        int depth = 0;
        while (true)
        {
            _at = SkipSpace(_at);
            if (_at >= _source.Length) throw Wrong("code without its end");
            char sign = _source[_at] is '-' or '+' && string.CompareOrdinal(_source, _at + 1, close, 0, 2) == 0 && (_source[_at] == '-' || close == "%}") ? _source[_at] : ' ';
            int end = sign == ' ' ? _at : _at + 1;
            if (depth == 0 && string.CompareOrdinal(_source, end, close, 0, 2) == 0)
            {
                Add(kind + 1, "");
                _at = end;
                Leave(end, sign, trims: close == "%}");
                return;
            }

            var scanner = new CodeScanner(_source, _at);
            Lexeme lexeme = scanner.Scan(_line);
            _line += _source.AsSpan(_at, scanner.End - _at).Count('\n');
            _at = scanner.End;
            if (lexeme is { Kind: LexemeKind.Operator, Value: "(" or "[" or "{" }) depth++;
            if (lexeme is { Kind: LexemeKind.Operator, Value: ")" or "]" or "}" }) depth--;
            if (depth < 0) throw Wrong($"an unexpected '{lexeme.Value}'");
            _lexemes.Add(lexeme);
        }
    }

    private int SkipSpace(int at)
    {
        while (at < _source.Length && char.IsWhiteSpace(_source[at])) at++;
        return at;
    }

    private ChatTemplateException Wrong(string what) => new($"The chat template has {what} in line {_line}.");
}
