namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>Computes expressions.</summary>
internal sealed class Evaluator
{
    public object? Evaluate(Expression expression, Scope scope)
    {
        Limits.Depth();
        return Value(expression, scope);
    }

    private object? Value(Expression expression, Scope scope) => expression switch
    {
        Expression.Constant constant => constant.Value,
        Expression.Variable variable => scope.Get(variable.Id),
        Expression.ListOf list => new PyList(list.Items.Select(i => Evaluate(i, scope))),
        Expression.TupleOf tuple => new PyTuple([.. tuple.Items.Select(i => Evaluate(i, scope))]),
        Expression.DictOf dict => Dict(dict, scope),
        Expression.Attribute attribute => Members.Attribute(Evaluate(attribute.Target, scope), attribute.Name),
        Expression.Item item => Members.Item(Evaluate(item.Target, scope), Evaluate(item.Index, scope)),
        Expression.Slice slice => Slices.Of(Evaluate(slice.Target, scope), Optional(slice.Start, scope), Optional(slice.Stop, scope), Optional(slice.Step, scope)),
        Expression.Call call => Call(call, scope),
        Expression.Filter filter => Filter(filter, Evaluate(filter.Target!, scope), scope),
        Expression.Test test => Tests.Run(test.Name, Evaluate(test.Target, scope), Bind(test.Name, test.Arguments, scope)),
        Expression.Unary unary => Unary(unary.Operator, Evaluate(unary.Operand, scope)),
        Expression.Binary binary => Binary(binary, scope),
        Expression.Concat concat => Joined([.. concat.Parts.Select(p => Evaluate(p, scope))]),
        Expression.Compare compare => Compare(compare, scope),
        Expression.Choice choice => Choose(choice, scope),
        _ => throw new InvalidOperationException(expression.GetType().Name),
    };

    /// <summary>Runs a chain of filters over a value that stands before the first of them.</summary>
    public object? Chain(Expression filter, object? value, Scope scope)
    {
        var step = (Expression.Filter)filter;
        return Filter(step, step.Target is null ? value : Chain(step.Target, value, scope), scope);
    }

    /// <summary>The values of a call's arguments.</summary>
    public CallArguments Bind(string callee, Arguments arguments, Scope scope)
    {
        List<object?> positional = [.. arguments.Positional.Select(p => Evaluate(p, scope))];
        if (arguments.More is { } more) positional.AddRange(Operators.Iterate(Evaluate(more, scope)));
        var named = arguments.Named.ToDictionary(n => n.Name, n => Evaluate(n.Value, scope));
        if (arguments.MoreNamed is { } moreNamed && Evaluate(moreNamed, scope) is PyDict dict)
            foreach ((object? key, object? value) in dict.Items) named[PyText.Of(key)] = value;
        return new CallArguments(callee, positional, named);
    }

    private object? Optional(Expression? expression, Scope scope) => expression is null ? null : Evaluate(expression, scope);

    private PyDict Dict(Expression.DictOf expression, Scope scope)
    {
        var dict = new PyDict();
        foreach ((Expression key, Expression value) in expression.Items) dict[Evaluate(key, scope)] = Evaluate(value, scope);
        return dict;
    }

    private object? Call(Expression.Call call, Scope scope)
    {
        object? target = Evaluate(call.Target, scope);
        string name = call.Target switch
        {
            Expression.Variable variable => variable.Id,
            Expression.Attribute attribute => attribute.Name,
            _ => "the call",
        };
        CallArguments arguments = Bind(name, call.Arguments, scope);
        return target switch
        {
            Callable callable => callable.Call(arguments),
            LoopState loop => loop.Recurse(arguments.Required(0, "iterable")),
            Undefined undefined => throw undefined.Used(),
            _ => throw new ChatTemplateException($"A {Operators.TypeName(target)} cannot be called."),
        };
    }

    private object? Filter(Expression.Filter filter, object? value, Scope scope) => Filters.Run(filter.Name, value, Bind(filter.Name, filter.Arguments, scope));

    private static object? Unary(string op, object? value) => op switch
    {
        "not" => !Operators.IsTrue(value),
        "-" => Arithmetic.Negate(value),
        _ => Operators.IsNumber(value) ? value : throw new ChatTemplateException($"'+' is not supported before a {Operators.TypeName(value)}."),
    };

    private object? Binary(Expression.Binary binary, Scope scope)
    {
        object? left = Evaluate(binary.Left, scope);
        return binary.Operator switch
        {
            "and" => Operators.IsTrue(left) ? Evaluate(binary.Right, scope) : left,
            "or" => Operators.IsTrue(left) ? left : Evaluate(binary.Right, scope),
            _ => Arithmetic.Apply(binary.Operator, left, Evaluate(binary.Right, scope)),
        };
    }

    private static string Joined(object?[] parts)
    {
        string[] texts = [.. parts.Select(PyText.Of)];
        Limits.Size(texts.Sum(t => (long)t.Length));
        return string.Concat(texts);
    }

    private object Compare(Expression.Compare compare, Scope scope)
    {
        object? left = Evaluate(compare.First, scope);
        foreach ((string op, Expression operand) in compare.Rest)
        {
            object? right = Evaluate(operand, scope);
            if (!Holds(op, left, right)) return false;
            left = right;
        }

        return true;
    }

    private static bool Holds(string op, object? left, object? right) => op switch
    {
        "==" => Operators.AreEqual(left, right),
        "!=" => !Operators.AreEqual(left, right),
        "in" => Operators.Contains(right, left),
        "not in" => !Operators.Contains(right, left),
        "<" => Operators.Compare(left, right, op) < 0,
        "<=" => Operators.Compare(left, right, op) <= 0,
        ">" => Operators.Compare(left, right, op) > 0,
        _ => Operators.Compare(left, right, op) >= 0,
    };

    private object? Choose(Expression.Choice choice, Scope scope)
    {
        if (Operators.IsTrue(Evaluate(choice.Condition, scope))) return Evaluate(choice.Then, scope);
        return choice.Otherwise is null ? new Undefined("the other way of an 'if' without 'else'") : Evaluate(choice.Otherwise, scope);
    }
}
