using System.Numerics;

namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>The variable <c>loop</c>.</summary>
internal sealed class LoopState(IReadOnlyList<object?> items, int depth, Func<object?, int, object?>? recurse)
{
    private object?[]? _last;

    public int Index { get; set; }

    public object? Attribute(string name) => name switch
    {
        "index" => new BigInteger(Index + 1),
        "index0" => new BigInteger(Index),
        "revindex" => new BigInteger(items.Count - Index),
        "revindex0" => new BigInteger(items.Count - Index - 1),
        "first" => Index == 0,
        "last" => Index == items.Count - 1,
        "length" => new BigInteger(items.Count),
        "depth" => new BigInteger(depth),
        "depth0" => new BigInteger(depth - 1),
        "previtem" => Index > 0 ? items[Index - 1] : new Undefined("the item before the first one"),
        "nextitem" => Index < items.Count - 1 ? items[Index + 1] : new Undefined("the item behind the last one"),
        "cycle" => new Callable("cycle", a => a.Positional[Index % a.Positional.Count]),
        "changed" => new Callable("changed", a => Changed([.. a.Positional])),
        _ => new Undefined($"'loop.{name}'"),
    };

    /// <summary>Runs the loop's body over other items, where the loop is recursive.</summary>
    public object? Recurse(object? other) =>
        recurse is null ? throw new ChatTemplateException("The loop is called, but it is not recursive.") : recurse(other, depth + 1);

    private bool Changed(object?[] values)
    {
        bool same = _last is not null && _last.Length == values.Length && _last.Zip(values).All(p => Operators.AreEqual(p.First, p.Second));
        _last = values;
        return !same;
    }
}
