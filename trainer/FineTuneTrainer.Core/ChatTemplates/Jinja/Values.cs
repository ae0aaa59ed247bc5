using System.Numerics;

namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

// Values are: null (None), bool, BigInteger, double, string, and the types below. Numbers, texts and tuples never change.

/// <summary>A list.</summary>
internal sealed class PyList(IEnumerable<object?> items)
{
    public List<object?> Items { get; } = [.. items];
}

/// <summary>A tuple.</summary>
internal sealed class PyTuple(params object?[] items)
{
    public IReadOnlyList<object?> Items { get; } = items;
}

/// <summary>What may be gone through once, such as the result of <c>map</c>; it has no text of its own.</summary>
internal sealed class PyGenerator(IEnumerable<object?> items)
{
    public IEnumerable<object?> Items { get; } = items;
}

/// <summary>A range of whole numbers.</summary>
internal sealed record PyRange(BigInteger Start, BigInteger Stop, BigInteger Step)
{
    public IEnumerable<object?> Items()
    {
        for (BigInteger i = Start; Step.Sign > 0 ? i < Stop : i > Stop; i += Step) yield return i;
    }
}

/// <summary>A view on a dictionary, such as <c>d.keys()</c>.</summary>
internal sealed record PyView(string Name, IReadOnlyList<object?> Items);

/// <summary>Text that is marked as safe for HTML.</summary>
internal sealed record Markup(string Text);

/// <summary>What is not there: printed as nothing, an error when it is used further.</summary>
internal sealed class Undefined(string description)
{
    public ChatTemplateException Used() => new($"The chat template uses {description}, which is undefined.");
}

/// <summary>Something that can be called.</summary>
internal sealed class Callable(string name, Func<CallArguments, object?> body)
{
    public string Name => name;

    public object? Call(CallArguments arguments) => body(arguments);
}

/// <summary>Values that a template may set on it, so that they live on behind a loop.</summary>
internal sealed class Namespace
{
    public Dictionary<string, object?> Values { get; } = [];
}
