namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>The lexemes in order, with the questions that parsers ask.</summary>
internal sealed class LexemeStream(List<Lexeme> lexemes)
{
    private int _at;

    /// <summary>Where the stream stands.</summary>
    public int Place => _at;

    public Lexeme Current => lexemes[_at];

    public Lexeme Ahead => lexemes[Math.Min(_at + 1, lexemes.Count - 1)];

    public Lexeme Take() => lexemes[_at].Kind == LexemeKind.End ? lexemes[_at] : lexemes[_at++];

    /// <summary>Whether a name was read since a place.</summary>
    public bool Mentioned(string name, int since) => lexemes.Skip(since).Take(_at - since).Any(l => l.Kind == LexemeKind.Name && l.Value == name);

    public bool IsOperator(string value) => Current.Kind == LexemeKind.Operator && Current.Value == value;

    public bool IsName(string value) => Current.Kind == LexemeKind.Name && Current.Value == value;

    public bool TakeOperator(string value)
    {
        bool found = IsOperator(value);
        if (found) _at++;
        return found;
    }

    public bool TakeName(string value)
    {
        bool found = IsName(value);
        if (found) _at++;
        return found;
    }

    public void Expect(string value)
    {
        if (!TakeOperator(value)) throw Unexpected($"'{value}'");
    }

    public void Expect(LexemeKind kind)
    {
        if (Current.Kind != kind) throw Unexpected(kind == LexemeKind.BlockEnd ? "the end of the statement" : "the end of the print statement");
        _at++;
    }

    public string ExpectName() => Current.Kind == LexemeKind.Name ? Take().Value : throw Unexpected("a name");

    public ChatTemplateException Unexpected(string expected)
    {
        string found = Current.Kind switch
        {
            LexemeKind.End => "the end of the template",
            LexemeKind.BlockEnd or LexemeKind.VariableEnd => "the end of the tag",
            _ => $"'{Current.Value}'",
        };
        return new ChatTemplateException($"The chat template has {found} in line {Current.Line}, where {expected} was expected.");
    }
}
