namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>Reads a whole template into statements; tags that chat templates do not use are refused by name.</summary>
internal sealed class TemplateParser
{
    private readonly LexemeStream _stream;
    private readonly ExpressionParser _expressions;

    private TemplateParser(List<Lexeme> lexemes)
    {
        _stream = new LexemeStream(lexemes);
        _expressions = new ExpressionParser(_stream);
    }

    public static IReadOnlyList<Statement> Parse(List<Lexeme> lexemes)
    {
        var parser = new TemplateParser(lexemes);
        List<Statement> body = parser.Body();
        if (parser._stream.Current.Kind == LexemeKind.End) return body;
        throw new ChatTemplateException($"The chat template has the unknown tag '{parser._stream.Ahead.Value}' in line {parser._stream.Ahead.Line}.");
    }

    // All statements until a tag with one of the names, which is left to be read.
    private List<Statement> Body(params string[] ends)
    {
        Limits.Depth();
        List<Statement> statements = [];
        while (true)
        {
            Lexeme lexeme = _stream.Current;
            if (lexeme.Kind == LexemeKind.Data)
            {
                statements.Add(new Statement.Text(_stream.Take().Value));
            }
            else if (lexeme.Kind == LexemeKind.VariableBegin)
            {
                _stream.Take();
                statements.Add(new Statement.Output(_expressions.ParseTuple()));
                _stream.Expect(LexemeKind.VariableEnd);
            }
            else if (lexeme.Kind == LexemeKind.BlockBegin && !ends.Contains(_stream.Ahead.Value) && !_stream.Ahead.Value.StartsWith("end", StringComparison.Ordinal))
            {
                _stream.Take();
                statements.Add(Tag());
            }
            else if (ends.Length > 0 && (lexeme.Kind == LexemeKind.End || !ends.Contains(_stream.Ahead.Value)))
            {
                throw new ChatTemplateException($"The chat template ends, or has another end, in line {lexeme.Line}, where one of these was expected: {string.Join(", ", ends)}.");
            }
            else
            {
                return statements;
            }
        }
    }

    private Statement Tag()
    {
        Lexeme tag = _stream.Current;
        string name = _stream.ExpectName();
        return name switch
        {
            "if" => If(),
            "for" => For(),
            "set" => Set(),
            "macro" => new Statement.Macro(Macro(_stream.ExpectName(), "endmacro")),
            "call" => CallBlock(),
            "filter" => FilterBlock(),
            "with" => With(),
            "block" => Block(),
            "generation" => new Statement.Generation(Closed("endgeneration")),
            "break" => Ended(new Statement.Break()),
            "continue" => Ended(new Statement.Continue()),
            _ => throw new ChatTemplateException($"The chat template has the tag '{name}' in line {tag.Line}, which is unknown or not supported."),
        };
    }

    private Statement Ended(Statement statement)
    {
        _stream.Expect(LexemeKind.BlockEnd);
        return statement;
    }

    // The rest of a tag, a body and its end tag.
    private List<Statement> Closed(string end)
    {
        _stream.Expect(LexemeKind.BlockEnd);
        List<Statement> body = Body(end);
        TakeTag();
        if (end == "endblock" && _stream.Current.Kind == LexemeKind.Name) _stream.Take();
        _stream.Expect(LexemeKind.BlockEnd);
        return body;
    }

    private string TakeTag()
    {
        _stream.Expect(LexemeKind.BlockBegin);
        return _stream.ExpectName();
    }

    private Statement.If If()
    {
        List<(Expression, IReadOnlyList<Statement>)> ways = [];
        IReadOnlyList<Statement> otherwise = [];
        string tag = "if";
        while (tag is "if" or "elif")
        {
            Expression condition = _expressions.ParseTuple(withCondition: false);
            _stream.Expect(LexemeKind.BlockEnd);
            ways.Add((condition, Body("elif", "else", "endif")));
            tag = TakeTag();
        }

        if (tag == "else") otherwise = Closed("endif");
        else _stream.Expect(LexemeKind.BlockEnd);
        return new Statement.If(ways, otherwise);
    }

    private Statement.For For()
    {
        Expression target = _expressions.ParseTarget();
        if (!_stream.TakeName("in")) throw _stream.Unexpected("'in'");
        Expression items = _expressions.ParseTuple(withCondition: false);
        Expression? condition = _stream.TakeName("if") ? _expressions.Parse() : null;
        bool recursive = _stream.TakeName("recursive");
        _stream.Expect(LexemeKind.BlockEnd);
        List<Statement> body = Body("else", "endfor");
        IReadOnlyList<Statement> otherwise = [];
        if (TakeTag() == "else") otherwise = Closed("endfor");
        else _stream.Expect(LexemeKind.BlockEnd);
        return new Statement.For(target, items, condition, recursive, body, otherwise);
    }

    private Statement Set()
    {
        Expression target = _expressions.ParseTarget();
        if (_stream.TakeOperator("=")) return Ended(new Statement.Set(target, _expressions.ParseTuple()));
        Expression? filter = _stream.IsOperator("|") ? _expressions.ParseFilters(null) : null;
        return new Statement.SetBlock(target, filter, Closed("endset"));
    }

    private MacroDefinition Macro(string name, string end) => Bodied(name, Parameters(), end);

    private List<(string, Expression?)> Parameters()
    {
        List<(string, Expression?)> parameters = [];
        if (!_stream.TakeOperator("(")) return parameters;
        while (!_stream.IsOperator(")"))
        {
            if (parameters.Count > 0) _stream.Expect(",");
            parameters.Add((_stream.ExpectName(), _stream.TakeOperator("=") ? _expressions.Parse() : null));
        }

        _stream.Expect(")");
        return parameters;
    }

    private MacroDefinition Bodied(string name, List<(string, Expression?)> parameters, string end)
    {
        int start = _stream.Place;
        List<Statement> body = Closed(end);
        return new MacroDefinition(name, parameters, body)
        {
            TakesMore = _stream.Mentioned("varargs", start),
            TakesMoreNamed = _stream.Mentioned("kwargs", start),
        };
    }

    private Statement.CallBlock CallBlock()
    {
        List<(string, Expression?)> parameters = Parameters();
        if (_expressions.Parse() is not Expression.Call call) throw _stream.Unexpected("a call of a macro");
        return new Statement.CallBlock(call, Bodied("caller", parameters, "endcall"));
    }

    private Statement.FilterBlock FilterBlock()
    {
        Expression filter = _expressions.ParseFilters(null, startsInside: true);
        return new Statement.FilterBlock(filter, Closed("endfilter"));
    }

    private Statement.With With()
    {
        List<(Expression, Expression)> values = [];
        while (_stream.Current.Kind != LexemeKind.BlockEnd)
        {
            if (values.Count > 0) _stream.Expect(",");
            Expression target = new Expression.Variable(_stream.ExpectName());
            _stream.Expect("=");
            values.Add((target, _expressions.Parse()));
        }

        return new Statement.With(values, Closed("endwith"));
    }

    // A block of a template without a parent stands where it is written.
    private Statement.With Block()
    {
        _stream.ExpectName();
        return new Statement.With([], Closed("endblock"));
    }
}
