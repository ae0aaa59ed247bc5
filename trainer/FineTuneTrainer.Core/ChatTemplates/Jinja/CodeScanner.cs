using System.Globalization;
using System.Text;

namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>Reads one name, number, text or operator inside of a tag.</summary>
internal struct CodeScanner(string source, int at)
{
    private static readonly string[] Operators = ["**", "//", "==", "!=", "<=", ">=", "+", "-", "*", "/", "%", "~", "<", ">", "=", "(", ")", "[", "]", "{", "}", ".", ":", "|", ",", ";"];

    /// <summary>Where the next piece begins.</summary>
    public int End { get; private set; } = at;

    public Lexeme Scan(int line)
    {
        char c = source[End];
        if (char.IsLetter(c) || c == '_') return new Lexeme(LexemeKind.Name, While(x => char.IsLetterOrDigit(x) || x == '_'), line);
        if (char.IsAsciiDigit(c)) return Number(line);
        if (c is '\'' or '"') return new Lexeme(LexemeKind.Text, Text(c, line), line);
        foreach (string op in Operators)
        {
            if (string.CompareOrdinal(source, End, op, 0, op.Length) != 0) continue;
            End += op.Length;
            return new Lexeme(LexemeKind.Operator, op, line);
        }

        throw new ChatTemplateException($"The chat template has an unexpected '{c}' in line {line}.");
    }

    private string While(Func<char, bool> belongs)
    {
        int start = End;
        while (End < source.Length && belongs(source[End])) End++;
        return source[start..End];
    }

    private Lexeme Number(int line)
    {
        string whole = While(x => char.IsAsciiDigit(x) || x == '_');
        bool isFloat = false;
        if (End + 1 < source.Length && source[End] == '.' && char.IsAsciiDigit(source[End + 1]))
        {
            End++;
            whole += "." + While(x => char.IsAsciiDigit(x) || x == '_');
            isFloat = true;
        }

        int exponent = End < source.Length && source[End] is 'e' or 'E' ? End + 1 : source.Length;
        if (exponent < source.Length && source[exponent] is '+' or '-') exponent++;
        if (exponent < source.Length && char.IsAsciiDigit(source[exponent]))
        {
            whole += source[End..exponent];
            End = exponent;
            whole += While(char.IsAsciiDigit);
            isFloat = true;
        }

        return new Lexeme(isFloat ? LexemeKind.Float : LexemeKind.Integer, whole.Replace("_", "", StringComparison.Ordinal), line);
    }

    private string Text(char quote, int line)
    {
        var text = new StringBuilder();
        End++;
        while (End < source.Length && source[End] != quote)
        {
            if (source[End] == '\\' && End + 1 < source.Length) Escape(text);
            else text.Append(source[End++]);
        }

        if (End >= source.Length) throw new ChatTemplateException($"The chat template has a text without its end in line {line}.");
        End++;
        return text.ToString();
    }

    // Python's escapes; what is none keeps its backslash.
    private void Escape(StringBuilder text)
    {
        char c = source[End + 1];
        const string Letters = "ntrabfv0\\'\"";
        const string Values = "\n\t\r\a\b\f\v\0\\'\"";
        int known = Letters.IndexOf(c);
        int digits = c switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (known >= 0)
        {
            text.Append(Values[known]);
            End += 2;
        }
        else if (c == '\n')
        {
            End += 2;
        }
        else if (digits > 0 && End + 2 + digits <= source.Length && int.TryParse(source.AsSpan(End + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code))
        {
            if (code < 0x10000) text.Append((char)code);
            else text.Append(char.ConvertFromUtf32(code));
            End += 2 + digits;
        }
        else
        {
            text.Append('\\').Append(c);
            End += 2;
        }
    }
}
