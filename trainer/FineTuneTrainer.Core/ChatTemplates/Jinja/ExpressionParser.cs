namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>Reads expressions with Jinja's precedence: filters and tests bind tighter than binary operators, <c>~</c> tighter than <c>+ -</c>.</summary>
internal sealed class ExpressionParser
{
    private static readonly string[] Comparisons = ["==", "!=", "<", "<=", ">", ">="];

    private readonly LexemeStream _stream;
    private readonly OperandParser _operands;

    public ExpressionParser(LexemeStream stream)
    {
        _stream = stream;
        _operands = new OperandParser(stream, this);
    }

    /// <summary>An expression, with or without a condition behind it.</summary>
    public Expression Parse(bool withCondition = true)
    {
        Limits.Depth();
        Expression value = Or();
        while (withCondition && _stream.TakeName("if"))
        {
            Expression condition = Or();
            value = new Expression.Choice(condition, value, _stream.TakeName("else") ? Parse() : null);
        }

        return value;
    }

    /// <summary>An expression, or several of them with commas: a tuple.</summary>
    public Expression ParseTuple(bool withCondition = true, bool inParentheses = false)
    {
        List<Expression> items = [];
        bool comma = false;
        while (!EndsTuple())
        {
            items.Add(Parse(withCondition));
            comma = _stream.TakeOperator(",");
            if (!comma) break;
        }

        if (items.Count == 0 && !inParentheses) throw _stream.Unexpected("an expression");
        return items.Count == 1 && !comma ? items[0] : new Expression.TupleOf(items);
    }

    /// <summary>The targets of an assignment or a loop.</summary>
    public Expression ParseTarget()
    {
        List<Expression> items = [];
        bool comma = false;
        do
        {
            if (items.Count > 0 && (_stream.IsName("in") || _stream.IsOperator("="))) break;
            if (_stream.TakeOperator("("))
            {
                items.Add(ParseTarget());
                _stream.Expect(")");
            }
            else
            {
                string name = _stream.ExpectName();
                items.Add(_stream.TakeOperator(".") ? new Expression.Attribute(new Expression.Variable(name), _stream.ExpectName()) : new Expression.Variable(name));
            }

            comma |= _stream.IsOperator(",");
        }
        while (_stream.TakeOperator(","));
        return comma ? new Expression.TupleOf(items) : items[0];
    }

    /// <summary>Filters behind a value, or (without one) the first of them behind a statement's name.</summary>
    public Expression ParseFilters(Expression? target, bool startsInside = false)
    {
        while (startsInside || _stream.TakeOperator("|"))
        {
            startsInside = false;
            string name = DottedName();
            target = new Expression.Filter(target, name, _stream.IsOperator("(") ? _operands.ParseArguments() : Arguments.None);
        }

        return target!;
    }

    private bool EndsTuple() =>
        _stream.Current.Kind is LexemeKind.BlockEnd or LexemeKind.VariableEnd or LexemeKind.End || _stream.IsOperator(")") || _stream.IsName("recursive");

    private Expression Or()
    {
        Expression left = And();
        while (_stream.TakeName("or")) left = new Expression.Binary("or", left, And());
        return left;
    }

    private Expression And()
    {
        Expression left = Not();
        while (_stream.TakeName("and")) left = new Expression.Binary("and", left, Not());
        return left;
    }

    private Expression Not()
    {
        Limits.Depth();
        return _stream.TakeName("not") ? new Expression.Unary("not", Not()) : Comparison();
    }

    private Expression Comparison()
    {
        Expression first = Sum();
        List<(string, Expression)> rest = [];
        while (true)
        {
            if (_stream.Current.Kind == LexemeKind.Operator && Comparisons.Contains(_stream.Current.Value)) rest.Add((_stream.Take().Value, Sum()));
            else if (_stream.TakeName("in")) rest.Add(("in", Sum()));
            else if (_stream.IsName("not") && _stream.Ahead is { Kind: LexemeKind.Name, Value: "in" })
            {
                _stream.Take();
                _stream.Take();
                rest.Add(("not in", Sum()));
            }
            else break;
        }

        return rest.Count == 0 ? first : new Expression.Compare(first, rest);
    }

    private Expression Sum() => LeftToRight(Joined, "+", "-");

    private Expression Joined()
    {
        List<Expression> parts = [Product()];
        while (_stream.TakeOperator("~")) parts.Add(Product());
        return parts.Count == 1 ? parts[0] : new Expression.Concat(parts);
    }

    private Expression Product() => LeftToRight(Power, "*", "/", "//", "%");

    private Expression Power() => LeftToRight(() => Unary(withFilters: true), "**");

    private Expression LeftToRight(Func<Expression> operand, params string[] operators)
    {
        Expression left = operand();
        while (_stream.Current.Kind == LexemeKind.Operator && operators.Contains(_stream.Current.Value))
        {
            string op = _stream.Take().Value;
            left = new Expression.Binary(op, left, operand());
        }

        return left;
    }

    private Expression Unary(bool withFilters)
    {
        Limits.Depth();
        Expression value;
        if (_stream.TakeOperator("-")) value = new Expression.Unary("-", Unary(withFilters: false));
        else if (_stream.TakeOperator("+")) value = new Expression.Unary("+", Unary(withFilters: false));
        else value = _operands.Parse();
        return withFilters ? FiltersAndTests(value) : value;
    }

    private Expression FiltersAndTests(Expression value)
    {
        while (true)
        {
            if (_stream.IsOperator("|")) value = ParseFilters(value);
            else if (_stream.TakeName("is")) value = Test(value);
            else if (_stream.IsOperator("(")) value = new Expression.Call(value, _operands.ParseArguments());
            else return value;
        }
    }

    private Expression Test(Expression value)
    {
        bool negated = _stream.TakeName("not");
        string name = DottedName();
        Arguments arguments = Arguments.None;
        if (_stream.IsOperator("(")) arguments = _operands.ParseArguments();
        else if (BeginsOperand()) arguments = new Arguments([_operands.Parse()], []);
        Expression test = new Expression.Test(value, name, arguments);
        return negated ? new Expression.Unary("not", test) : test;
    }

    private bool BeginsOperand() => _stream.Current.Kind switch
    {
        LexemeKind.Text or LexemeKind.Integer or LexemeKind.Float => true,
        LexemeKind.Name => _stream.Current.Value is not ("else" or "or" or "and" or "if" or "is" or "in" or "not" or "recursive"),
        _ => _stream.IsOperator("[") || _stream.IsOperator("{"),
    };

    private string DottedName()
    {
        string name = _stream.ExpectName();
        while (_stream.TakeOperator(".")) name += "." + _stream.ExpectName();
        return name;
    }
}
