namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>An expression.</summary>
internal abstract record Expression
{
    public sealed record Constant(object? Value) : Expression;

    public sealed record Variable(string Id) : Expression;

    public sealed record ListOf(IReadOnlyList<Expression> Items) : Expression;

    public sealed record TupleOf(IReadOnlyList<Expression> Items) : Expression;

    public sealed record DictOf(IReadOnlyList<(Expression Key, Expression Value)> Items) : Expression;

    public sealed record Attribute(Expression Target, string Name) : Expression;

    public sealed record Item(Expression Target, Expression Index) : Expression;

    public sealed record Slice(Expression Target, Expression? Start, Expression? Stop, Expression? Step) : Expression;

    public sealed record Call(Expression Target, Arguments Arguments) : Expression;

    public sealed record Filter(Expression? Target, string Name, Arguments Arguments) : Expression;

    public sealed record Test(Expression Target, string Name, Arguments Arguments) : Expression;

    public sealed record Unary(string Operator, Expression Operand) : Expression;

    public sealed record Binary(string Operator, Expression Left, Expression Right) : Expression;

    public sealed record Concat(IReadOnlyList<Expression> Parts) : Expression;

    public sealed record Compare(Expression First, IReadOnlyList<(string Operator, Expression Operand)> Rest) : Expression;

    public sealed record Choice(Expression Condition, Expression Then, Expression? Otherwise) : Expression;
}

/// <summary>What stands in the parentheses of a call.</summary>
internal sealed record Arguments(
    IReadOnlyList<Expression> Positional, IReadOnlyList<(string Name, Expression Value)> Named, Expression? More = null, Expression? MoreNamed = null)
{
    public static Arguments None { get; } = new([], []);
}

/// <summary>A statement, or text.</summary>
internal abstract record Statement
{
    public sealed record Text(string Value) : Statement;

    public sealed record Output(Expression Value) : Statement;

    public sealed record If(IReadOnlyList<(Expression Condition, IReadOnlyList<Statement> Body)> Ways, IReadOnlyList<Statement> Otherwise) : Statement;

    public sealed record For(Expression Target, Expression Items, Expression? Condition, bool Recursive, IReadOnlyList<Statement> Body, IReadOnlyList<Statement> Otherwise) : Statement;

    public sealed record Set(Expression Target, Expression Value) : Statement;

    public sealed record SetBlock(Expression Target, Expression? Filter, IReadOnlyList<Statement> Body) : Statement;

    public sealed record Macro(MacroDefinition Definition) : Statement;

    public sealed record CallBlock(Expression.Call Call, MacroDefinition Caller) : Statement;

    public sealed record FilterBlock(Expression Filter, IReadOnlyList<Statement> Body) : Statement;

    public sealed record With(IReadOnlyList<(Expression Target, Expression Value)> Values, IReadOnlyList<Statement> Body) : Statement;

    public sealed record Generation(IReadOnlyList<Statement> Body) : Statement;

    public sealed record Break : Statement;

    public sealed record Continue : Statement;
}

/// <summary>A macro: its parameters with defaults, and its body. Only one that names varargs or kwargs takes more than its parameters.</summary>
internal sealed record MacroDefinition(string Name, IReadOnlyList<(string Name, Expression? Default)> Parameters, IReadOnlyList<Statement> Body)
{
    public bool TakesMore { get; init; }

    public bool TakesMoreNamed { get; init; }
}
