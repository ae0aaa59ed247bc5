using System.Numerics;

namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>Python's arithmetic: whole numbers of any size, floor division and remainder with the divisor's sign.</summary>
internal static class Arithmetic
{
    public static object? Apply(string op, object? left, object? right)
    {
        if (left is Undefined undefined) throw undefined.Used();
        if (right is Undefined missing) throw missing.Used();
        if (op == "%" && Operators.AsText(left) is { } format) return PercentFormat.Apply(format, right);
        if (Operators.IsNumber(left) && Operators.IsNumber(right))
            return left is double || right is double ? Floats(op, Operators.ToDouble(left), Operators.ToDouble(right)) : Integers(op, Operators.ToInteger(left), Operators.ToInteger(right));
        object? joined = op switch
        {
            "+" => Add(left, right),
            "*" when left is bool or BigInteger => Repeat(right, Operators.ToInteger(left)),
            "*" when right is bool or BigInteger => Repeat(left, Operators.ToInteger(right)),
            _ => null,
        };
        return joined ?? throw new ChatTemplateException($"'{op}' is not supported between a {Operators.TypeName(left)} and a {Operators.TypeName(right)}.");
    }

    public static object Negate(object? value) => value switch
    {
        double number => -number,
        bool or BigInteger => -Operators.ToInteger(value),
        Undefined undefined => throw undefined.Used(),
        _ => throw new ChatTemplateException($"'-' is not supported before a {Operators.TypeName(value)}."),
    };

    private static object? Add(object? left, object? right)
    {
        Limits.Size((Operators.Length(left) ?? 0) + (Operators.Length(right) ?? 0));
        return Joined(left, right);
    }

    private static object? Joined(object? left, object? right) => (left, right) switch
    {
        (PyList a, PyList b) => new PyList(a.Items.Concat(b.Items)),
        (PyTuple a, PyTuple b) => new PyTuple([.. a.Items, .. b.Items]),
        (Markup a, _) when Operators.AsText(right) is { } b => new Markup(a.Text + (right is Markup ? b : TextFilters.Escaped(b))),
        (_, Markup b) when Operators.AsText(left) is { } a => new Markup(TextFilters.Escaped(a) + b.Text),
        (string a, string b) => a + b,
        _ => null,
    };

    private static object? Repeat(object? value, BigInteger times)
    {
        Limits.Size((Operators.Length(value) ?? 0) * times);
        Limits.Size(times);
        int count = (int)BigInteger.Max(times, 0);
        return value switch
        {
            string text => string.Concat(Enumerable.Repeat(text, count)),
            PyList list => new PyList(Enumerable.Repeat(list.Items, count).SelectMany(x => x)),
            PyTuple tuple => new PyTuple([.. Enumerable.Repeat(tuple.Items, count).SelectMany(x => x)]),
            _ => null,
        };
    }

    private static object Integers(string op, BigInteger left, BigInteger right) => op switch
    {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "/" => (double)left / NotZero((double)right),
        "//" => Floor(left, right),
        "%" => left - (Floor(left, right) * right),
        "**" when right.Sign < 0 => Math.Pow(NotZero((double)left), (double)right),
        "**" => Power(left, right),
        _ => throw new InvalidOperationException(op),
    };

    private static BigInteger Power(BigInteger left, BigInteger right)
    {
        Limits.Power(left, right);
        return BigInteger.Pow(left, (int)right);
    }

    private static BigInteger Floor(BigInteger left, BigInteger right)
    {
        if (right.IsZero) throw new ChatTemplateException("Division by zero.");
        var quotient = BigInteger.DivRem(left, right, out BigInteger rest);
        return !rest.IsZero && rest.Sign != right.Sign ? quotient - 1 : quotient;
    }

    private static object Floats(string op, double left, double right) => op switch
    {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "/" => left / NotZero(right),
        "//" => Math.Floor(left / NotZero(right)),
        "%" => left - (Math.Floor(left / NotZero(right)) * right),
        "**" => Math.Pow(left, right),
        _ => throw new InvalidOperationException(op),
    };

    private static double NotZero(double value) => value == 0 ? throw new ChatTemplateException("Division by zero.") : value;
}
