using System.Numerics;

namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>What stands behind a dot or in brackets. A dot asks for methods first, brackets for items first.</summary>
internal static class Members
{
    public static object? Attribute(object? target, string name)
    {
        if (target is Undefined undefined) throw undefined.Used();
        if (name.StartsWith('_')) return new Undefined($"the attribute '{name}', which templates must not use");
        return Method(target, name) ?? Named(target, name);
    }

    public static object? Item(object? target, object? index)
    {
        if (target is Undefined undefined) throw undefined.Used();
        if (target is PyDict dict && dict.TryGet(index, out object? value)) return value;
        if (index is bool or BigInteger && At(target, Operators.ToInteger(index)) is { } found) return found.Value;
        if (Operators.AsText(index) is { } name && target is not PyDict) return Attribute(target, name);
        if (Operators.AsText(index) is { } method && Method(target, method) is { } callable) return callable;
        return new Undefined($"an item of a {Operators.TypeName(target)}");
    }

    // The item in a box, so that a None that is there differs from nothing.
    private static Box? At(object? target, BigInteger index)
    {
        if (target is PyDict || Operators.Length(target) is not { } length) return null;
        if (index.Sign < 0) index += length;
        if (index.Sign < 0 || index >= length) return null;
        return new Box(target switch
        {
            PyList list => list.Items[(int)index],
            PyTuple tuple => tuple.Items[(int)index],
            _ => Operators.Iterate(target).ElementAt((int)index),
        });
    }

    private static object? Named(object? target, string name) => target switch
    {
        PyDict dict => dict.TryGet(name, out object? value) ? value : new Undefined($"the key '{name}'"),
        Namespace space => space.Values.TryGetValue(name, out object? value) ? value : new Undefined($"'{name}' of a namespace"),
        LoopState loop => loop.Attribute(name),
        Callable callable when name == "name" => callable.Name,
        PyTuple { Items: [_, _] } group when name is "grouper" or "list" => group.Items[name == "list" ? 1 : 0],
        _ => new Undefined($"the attribute '{name}' of a {Operators.TypeName(target)}"),
    };

    private static Callable? Method(object? target, string name)
    {
        if (Operators.AsText(target) is { } text) return StringMethods.Find(text, name);
        return target switch
        {
            PyDict dict => DictMethod(dict, name),
            PyList list => ListMethod(list.Items, name) ?? Unsafe("list", name, "append", "clear", "extend", "insert", "pop", "remove", "reverse", "sort"),
            PyTuple tuple => ListMethod(tuple.Items, name),
            _ => null,
        };
    }

    private static Callable? DictMethod(PyDict dict, string name) => name switch
    {
        "items" => new Callable(name, _ => new PyView("dict_items", [.. dict.Items.Select(p => new PyTuple(p.Key, p.Value))])),
        "keys" => new Callable(name, _ => new PyView("dict_keys", [.. dict.Items.Select(p => p.Key)])),
        "values" => new Callable(name, _ => new PyView("dict_values", [.. dict.Items.Select(p => p.Value)])),
        "get" => new Callable(name, a => dict.TryGet(a.Required(0, "key"), out object? value) ? value : a.Value(1, "default", null)),
        "copy" => new Callable(name, _ => Copy(dict)),
        _ => Unsafe("dict", name, "clear", "pop", "popitem", "setdefault", "update"),
    };

    private static Callable? ListMethod(IReadOnlyList<object?> items, string name) => name switch
    {
        "count" => new Callable(name, a => new BigInteger(items.Count(i => Operators.AreEqual(i, a.Required(0, "value"))))),
        "index" => new Callable(name, a => IndexOf(items, a.Required(0, "value"))),
        _ => null,
    };

    private static object IndexOf(IReadOnlyList<object?> items, object? value)
    {
        for (int i = 0; i < items.Count; i++)
            if (Operators.AreEqual(items[i], value)) return new BigInteger(i);
        throw new ChatTemplateException("The value is not in the list.");
    }

    private static PyDict Copy(PyDict dict)
    {
        var copy = new PyDict();
        foreach ((object? key, object? value) in dict.Items) copy[key] = value;
        return copy;
    }

    // Templates must not change what they are given.
    private static Callable? Unsafe(string type, string name, params string[] changing) =>
        changing.Contains(name) ? new Callable(name, _ => throw new ChatTemplateException($"The method '{name}' of a {type} is unsafe: templates must not change values.")) : null;

    private sealed record Box(object? Value);
}
