using System.Text;

namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>Runs the statements of a template.</summary>
internal sealed class Renderer
{
    // A template that runs longer than any conversation needs is stopped.
    private const int MostSteps = 5_000_000;
    private const int DeepestMacro = 200;
    private readonly Evaluator _evaluator = new();
    private StringBuilder _output = new();
    private int _inner;
    private int _depth;
    private int _steps;

    /// <summary>The stretches of the output that <c>{% generation %}</c> wrote.</summary>
    public List<(int Start, int End)> Generated { get; } = [];

    public string Render(IReadOnlyList<Statement> template, Scope scope)
    {
        Run(template, scope);
        return _output.ToString();
    }

    // False where a loop is left or goes on early.
    private Flow Run(IReadOnlyList<Statement> statements, Scope scope)
    {
        foreach (Statement statement in statements)
        {
            if (++_steps > MostSteps) throw new ChatTemplateException("The chat template does not come to an end.");
            Flow flow = Run(statement, scope);
            if (flow != Flow.Next) return flow;
        }

        return Flow.Next;
    }

    private Flow Run(Statement statement, Scope scope)
    {
        switch (statement)
        {
            case Statement.Text text:
                Write(text.Value);
                return Flow.Next;
            case Statement.Output output:
                Write(PyText.Of(_evaluator.Evaluate(output.Value, scope)));
                return Flow.Next;
            case Statement.If choice:
                return Run(Chosen(choice, scope), scope);
            case Statement.For loop:
                Loop(loop, _evaluator.Evaluate(loop.Items, scope), scope, depth: 1);
                return Flow.Next;
            case Statement.With with:
                return With(with, scope);
            case Statement.Generation generation:
                return Generate(generation, scope);
            case Statement.Break:
                return Flow.Break;
            case Statement.Continue:
                return Flow.Continue;
            default:
                Assign(statement, scope);
                return Flow.Next;
        }
    }

    private void Write(string text)
    {
        Limits.Size((long)_output.Length + text.Length);
        _output.Append(text);
    }

    private void Assign(Statement statement, Scope scope)
    {
        switch (statement)
        {
            case Statement.Set set:
                Set(set.Target, _evaluator.Evaluate(set.Value, scope), scope);
                break;
            case Statement.SetBlock block:
                object? text = Captured(() => Run(block.Body, new Scope(scope)));
                Set(block.Target, block.Filter is null ? text : _evaluator.Chain(block.Filter, text, scope), scope);
                break;
            case Statement.Macro macro:
                scope.Set(macro.Definition.Name, Macro(macro.Definition, scope));
                break;
            case Statement.FilterBlock filter:
                _output.Append(PyText.Of(_evaluator.Chain(filter.Filter, Captured(() => Run(filter.Body, new Scope(scope))), scope)));
                break;
            case Statement.CallBlock call:
                _output.Append(PyText.Of(CallWithBody(call, scope)));
                break;
            default:
                throw new InvalidOperationException(statement.GetType().Name);
        }
    }

    private IReadOnlyList<Statement> Chosen(Statement.If choice, Scope scope)
    {
        foreach ((Expression condition, IReadOnlyList<Statement> body) in choice.Ways)
            if (Operators.IsTrue(_evaluator.Evaluate(condition, scope))) return body;
        return choice.Otherwise;
    }

    private void Loop(Statement.For loop, object? iterable, Scope scope, int depth)
    {
        List<object?> items = [.. Operators.Iterate(iterable).Where(item => Passes(loop, item, scope))];
        var state = new LoopState(items, depth, loop.Recursive ? (other, deeper) => Captured(() => Loop(loop, other, scope, deeper)) : null);
        for (; state.Index < items.Count; state.Index++)
        {
            var inner = new Scope(scope);
            inner.Set("loop", state);
            Set(loop.Target, items[state.Index], inner);
            if (Run(loop.Body, inner) == Flow.Break) return;
        }

        if (items.Count == 0) Run(loop.Otherwise, new Scope(scope));
    }

    private bool Passes(Statement.For loop, object? item, Scope scope)
    {
        if (loop.Condition is null) return true;
        var inner = new Scope(scope);
        Set(loop.Target, item, inner);
        return Operators.IsTrue(_evaluator.Evaluate(loop.Condition, inner));
    }

    private Flow With(Statement.With with, Scope scope)
    {
        var inner = new Scope(scope);
        foreach ((Expression target, Expression value) in with.Values) Set(target, _evaluator.Evaluate(value, scope), inner);
        return Run(with.Body, inner);
    }

    private Flow Generate(Statement.Generation generation, Scope scope)
    {
        int start = _output.Length;
        Flow flow = Run(generation.Body, new Scope(scope));
        if (_inner > 0) throw new ChatTemplateException("'generation' inside of a macro or a captured block is not supported.");
        Generated.Add((start, _output.Length));
        return flow;
    }

    private void Set(Expression target, object? value, Scope scope)
    {
        switch (target)
        {
            case Expression.Variable variable:
                scope.Set(variable.Id, value);
                break;
            case Expression.Attribute attribute:
                if (_evaluator.Evaluate(attribute.Target, scope) is not Namespace space) throw new ChatTemplateException("Only a namespace's attributes can be set.");
                if (attribute.Name.StartsWith('_')) throw new ChatTemplateException($"The name '{attribute.Name}' must not be set in a namespace.");
                space.Values[attribute.Name] = value;
                break;
            case Expression.TupleOf tuple:
                object?[] parts = [.. Operators.Iterate(value)];
                if (parts.Length != tuple.Items.Count) throw new ChatTemplateException($"{tuple.Items.Count} values were expected, there are {parts.Length}.");
                for (int i = 0; i < parts.Length; i++) Set(tuple.Items[i], parts[i], scope);
                break;
        }
    }

    private Callable Macro(MacroDefinition macro, Scope scope) => new(macro.Name, arguments =>
    {
        var inner = new Scope(scope);
        List<object?> more = [.. arguments.Positional.Skip(macro.Parameters.Count)];
        var named = new PyDict();
        foreach ((string name, object? value) in arguments.Named.Where(n => macro.Parameters.All(p => p.Name != n.Key) && n.Key != "caller")) named[name] = value;
        if (more.Count > 0 && !macro.TakesMore) throw new ChatTemplateException($"The macro '{macro.Name}' takes not more than {macro.Parameters.Count} arguments.");
        if (named.Items.Count > 0 && !macro.TakesMoreNamed) throw new ChatTemplateException($"The macro '{macro.Name}' takes no argument '{named.Items[0].Key}'.");
        for (int i = 0; i < macro.Parameters.Count; i++)
        {
            (string name, Expression? otherwise) = macro.Parameters[i];
            inner.Set(name, arguments.Has(i, name) ? arguments.Value(i, name, null) : otherwise is null ? new Undefined($"the parameter '{name}'") : _evaluator.Evaluate(otherwise, inner));
        }

        inner.Set("varargs", new PyTuple([.. more]));
        inner.Set("kwargs", named);
        if (arguments.Named.TryGetValue("caller", out object? caller)) inner.Set("caller", caller);
        return Captured(() => Run(macro.Body, inner));
    });

    private object? CallWithBody(Statement.CallBlock call, Scope scope)
    {
        CallArguments arguments = _evaluator.Bind("call", call.Call.Arguments, scope);
        var named = new Dictionary<string, object?>(arguments.Named) { ["caller"] = Macro(call.Caller, scope) };
        return _evaluator.Evaluate(call.Call.Target, scope) is Callable macro
            ? macro.Call(new CallArguments(macro.Name, arguments.Positional, named))
            : throw new ChatTemplateException("'call' needs a macro.");
    }

    private string Captured(Action run)
    {
        if (++_depth > DeepestMacro) throw new ChatTemplateException("The chat template's macros call each other too deep.");
        (StringBuilder outer, _output) = (_output, new StringBuilder());
        _inner++;
        try
        {
            run();
            return _output.ToString();
        }
        finally
        {
            _output = outer;
            _inner--;
            _depth--;
        }
    }

    private enum Flow
    {
        Next,
        Break,
        Continue,
    }
}
