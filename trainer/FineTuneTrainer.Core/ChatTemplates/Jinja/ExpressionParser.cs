using System.Globalization;
using System.Numerics;

namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>Reads expressions with Jinja's precedence: filters and tests bind tighter than binary operators, <c>~</c> tighter than <c>+ -</c>.</summary>
internal sealed class ExpressionParser(LexemeStream stream)
{
    private static readonly string[] Comparisons = ["==", "!=", "<", "<=", ">", ">="];

    /// <summary>An expression, with or without a condition behind it.</summary>
    public Expression Parse(bool withCondition = true)
    {
        Expression value = Or();
        while (withCondition && stream.TakeName("if"))
        {
            Expression condition = Or();
            value = new Expression.Choice(condition, value, stream.TakeName("else") ? Parse() : null);
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
            comma = stream.TakeOperator(",");
            if (!comma) break;
        }

        if (items.Count == 0 && !inParentheses) throw stream.Unexpected("an expression");
        return items.Count == 1 && !comma ? items[0] : new Expression.TupleOf(items);
    }

    /// <summary>The targets of an assignment or a loop.</summary>
    public Expression ParseTarget()
    {
        List<Expression> items = [];
        bool comma = false;
        do
        {
            if (items.Count > 0 && (stream.IsName("in") || stream.IsOperator("="))) break;
            if (stream.TakeOperator("("))
            {
                items.Add(ParseTarget());
                stream.Expect(")");
            }
            else
            {
                string name = stream.ExpectName();
                items.Add(stream.TakeOperator(".") ? new Expression.Attribute(new Expression.Variable(name), stream.ExpectName()) : new Expression.Variable(name));
            }

            comma |= stream.IsOperator(",");
        }
        while (stream.TakeOperator(","));
        return comma ? new Expression.TupleOf(items) : items[0];
    }

    /// <summary>Filters behind a value, or (without one) the first of them behind a statement's name.</summary>
    public Expression ParseFilters(Expression? target, bool startsInside = false)
    {
        while (startsInside || stream.TakeOperator("|"))
        {
            startsInside = false;
            string name = DottedName();
            target = new Expression.Filter(target, name, stream.IsOperator("(") ? ParseArguments() : Arguments.None);
        }

        return target!;
    }

    /// <summary>The arguments of a call, parentheses included.</summary>
    public Arguments ParseArguments()
    {
        List<Expression> positional = [];
        List<(string, Expression)> named = [];
        Expression? more = null;
        Expression? moreNamed = null;
        stream.Expect("(");
        while (!stream.IsOperator(")"))
        {
            if (positional.Count + named.Count > 0 || more is not null || moreNamed is not null)
            {
                stream.Expect(",");
                if (stream.IsOperator(")")) break;
            }

            if (stream.TakeOperator("**")) moreNamed = Parse();
            else if (stream.TakeOperator("*")) more = Parse();
            else if (stream.Current.Kind == LexemeKind.Name && stream.Ahead is { Kind: LexemeKind.Operator, Value: "=" })
            {
                string name = stream.Take().Value;
                stream.Take();
                named.Add((name, Parse()));
            }
            else positional.Add(Parse());
        }

        stream.Expect(")");
        return new Arguments(positional, named, more, moreNamed);
    }

    private bool EndsTuple() =>
        stream.Current.Kind is LexemeKind.BlockEnd or LexemeKind.VariableEnd or LexemeKind.End || stream.IsOperator(")") || stream.IsName("recursive");

    private Expression Or()
    {
        Expression left = And();
        while (stream.TakeName("or")) left = new Expression.Binary("or", left, And());
        return left;
    }

    private Expression And()
    {
        Expression left = Not();
        while (stream.TakeName("and")) left = new Expression.Binary("and", left, Not());
        return left;
    }

    private Expression Not() => stream.TakeName("not") ? new Expression.Unary("not", Not()) : Comparison();

    private Expression Comparison()
    {
        Expression first = Sum();
        List<(string, Expression)> rest = [];
        while (true)
        {
            if (stream.Current.Kind == LexemeKind.Operator && Comparisons.Contains(stream.Current.Value)) rest.Add((stream.Take().Value, Sum()));
            else if (stream.TakeName("in")) rest.Add(("in", Sum()));
            else if (stream.IsName("not") && stream.Ahead is { Kind: LexemeKind.Name, Value: "in" })
            {
                stream.Take();
                stream.Take();
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
        while (stream.TakeOperator("~")) parts.Add(Product());
        return parts.Count == 1 ? parts[0] : new Expression.Concat(parts);
    }

    private Expression Product() => LeftToRight(Power, "*", "/", "//", "%");

    private Expression Power() => LeftToRight(() => Unary(withFilters: true), "**");

    private Expression LeftToRight(Func<Expression> operand, params string[] operators)
    {
        Expression left = operand();
        while (stream.Current.Kind == LexemeKind.Operator && operators.Contains(stream.Current.Value))
        {
            string op = stream.Take().Value;
            left = new Expression.Binary(op, left, operand());
        }

        return left;
    }

    private Expression Unary(bool withFilters)
    {
        Expression value;
        if (stream.TakeOperator("-")) value = new Expression.Unary("-", Unary(withFilters: false));
        else if (stream.TakeOperator("+")) value = new Expression.Unary("+", Unary(withFilters: false));
        else value = Postfix(Primary());
        return withFilters ? FiltersAndTests(value) : value;
    }

    private Expression FiltersAndTests(Expression value)
    {
        while (true)
        {
            if (stream.IsOperator("|")) value = ParseFilters(value);
            else if (stream.TakeName("is")) value = Test(value);
            else if (stream.IsOperator("(")) value = new Expression.Call(value, ParseArguments());
            else return value;
        }
    }

    private Expression Test(Expression value)
    {
        bool negated = stream.TakeName("not");
        string name = DottedName();
        Arguments arguments = Arguments.None;
        if (stream.IsOperator("(")) arguments = ParseArguments();
        else if (BeginsOperand()) arguments = new Arguments([Postfix(Primary())], []);
        Expression test = new Expression.Test(value, name, arguments);
        return negated ? new Expression.Unary("not", test) : test;
    }

    private bool BeginsOperand() => stream.Current.Kind switch
    {
        LexemeKind.Text or LexemeKind.Integer or LexemeKind.Float => true,
        LexemeKind.Name => stream.Current.Value is not ("else" or "or" or "and" or "if" or "is" or "in" or "not" or "recursive"),
        _ => stream.IsOperator("[") || stream.IsOperator("{"),
    };

    private string DottedName()
    {
        string name = stream.ExpectName();
        while (stream.TakeOperator(".")) name += "." + stream.ExpectName();
        return name;
    }

    private Expression Postfix(Expression value)
    {
        while (true)
        {
            if (stream.TakeOperator("."))
            {
                value = stream.Current.Kind == LexemeKind.Integer
                    ? new Expression.Item(value, new Expression.Constant(BigInteger.Parse(stream.Take().Value)))
                    : new Expression.Attribute(value, stream.ExpectName());
            }
            else if (stream.TakeOperator("[")) value = Subscript(value);
            else if (stream.IsOperator("(")) value = new Expression.Call(value, ParseArguments());
            else return value;
        }
    }

    private Expression Subscript(Expression target)
    {
        var parts = new Expression?[3];
        int colons = 0;
        while (!stream.IsOperator("]"))
        {
            if (stream.TakeOperator(":")) colons++;
            else parts[Math.Min(colons, 2)] = Parse();
            if (colons > 2) throw stream.Unexpected("']'");
        }

        stream.Expect("]");
        if (colons > 0) return new Expression.Slice(target, parts[0], parts[1], parts[2]);
        return new Expression.Item(target, parts[0] ?? throw stream.Unexpected("an index"));
    }

    private Expression Primary()
    {
        Lexeme lexeme = stream.Current;
        switch (lexeme.Kind)
        {
            case LexemeKind.Name:
                stream.Take();
                return lexeme.Value switch
                {
                    "true" or "True" => new Expression.Constant(true),
                    "false" or "False" => new Expression.Constant(false),
                    "none" or "None" => new Expression.Constant(null),
                    _ => new Expression.Variable(lexeme.Value),
                };
            case LexemeKind.Text:
                string text = "";
                while (stream.Current.Kind == LexemeKind.Text) text += stream.Take().Value;
                return new Expression.Constant(text);
            case LexemeKind.Integer:
                return new Expression.Constant(BigInteger.Parse(stream.Take().Value));
            case LexemeKind.Float:
                return new Expression.Constant(double.Parse(stream.Take().Value, CultureInfo.InvariantCulture));
            default:
                return Bracketed();
        }
    }

    private Expression Bracketed()
    {
        if (stream.TakeOperator("("))
        {
            Expression inner = ParseTuple(inParentheses: true);
            stream.Expect(")");
            return inner;
        }

        if (stream.TakeOperator("[")) return new Expression.ListOf(Listed("]", () => Parse()));
        if (stream.TakeOperator("{"))
        {
            return new Expression.DictOf(Listed("}", () =>
            {
                Expression key = Parse();
                stream.Expect(":");
                return (key, Parse());
            }));
        }

        throw stream.Unexpected("an expression");
    }

    private List<T> Listed<T>(string close, Func<T> item)
    {
        List<T> items = [];
        while (!stream.IsOperator(close))
        {
            items.Add(item());
            if (!stream.TakeOperator(",")) break;
        }

        stream.Expect(close);
        return items;
    }
}
