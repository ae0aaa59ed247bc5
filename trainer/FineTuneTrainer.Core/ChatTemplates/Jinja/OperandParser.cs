using System.Globalization;
using System.Numerics;

namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>Reads operands: names, constants, lists and dictionaries, with the attributes, items and calls behind them.</summary>
internal sealed class OperandParser(LexemeStream stream, ExpressionParser expressions)
{
    /// <summary>An operand without filters and tests.</summary>
    public Expression Parse() => Postfix(Primary());

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

            if (stream.TakeOperator("**")) moreNamed = expressions.Parse();
            else if (stream.TakeOperator("*")) more = expressions.Parse();
            else if (stream.Current.Kind == LexemeKind.Name && stream.Ahead is { Kind: LexemeKind.Operator, Value: "=" })
            {
                string name = stream.Take().Value;
                stream.Take();
                named.Add((name, expressions.Parse()));
            }
            else positional.Add(expressions.Parse());
        }

        stream.Expect(")");
        return new Arguments(positional, named, more, moreNamed);
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
            else parts[Math.Min(colons, 2)] = expressions.Parse();
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
            Expression inner = expressions.ParseTuple(inParentheses: true);
            stream.Expect(")");
            return inner;
        }

        if (stream.TakeOperator("[")) return new Expression.ListOf(Listed("]", () => expressions.Parse()));
        if (stream.TakeOperator("{"))
        {
            return new Expression.DictOf(Listed("}", () =>
            {
                Expression key = expressions.Parse();
                stream.Expect(":");
                return (key, expressions.Parse());
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
