using System.Numerics;

namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>The values of a call.</summary>
internal sealed class CallArguments(string callee, IReadOnlyList<object?> positional, IReadOnlyDictionary<string, object?> named)
{
    public static CallArguments Of(string callee, params object?[] positional) => new(callee, positional, new Dictionary<string, object?>());

    public string Callee => callee;

    public IReadOnlyList<object?> Positional => positional;

    public IReadOnlyDictionary<string, object?> Named => named;

    public bool Has(int index, string name) => index < positional.Count || named.ContainsKey(name);

    /// <summary>The value at a place or under a name.</summary>
    public object? Value(int index, string name, object? otherwise) =>
        index < positional.Count ? positional[index] : named.TryGetValue(name, out object? value) ? value : otherwise;

    public object? Required(int index, string name) =>
        Has(index, name) ? Value(index, name, null) : throw new ChatTemplateException($"'{callee}' lacks its argument '{name}'.");

    public string Text(int index, string name, string? otherwise = null)
    {
        object? value = otherwise is null ? Required(index, name) : Value(index, name, otherwise);
        return value switch
        {
            string text => text,
            Markup markup => markup.Text,
            _ => throw new ChatTemplateException($"'{callee}' needs a text for '{name}', not a {Operators.TypeName(value)}."),
        };
    }

    public int Number(int index, string name, int? otherwise = null)
    {
        object? value = otherwise is null ? Required(index, name) : Value(index, name, new BigInteger(otherwise.Value));
        return value switch
        {
            bool flag => flag ? 1 : 0,
            BigInteger number when BigInteger.Abs(number) <= int.MaxValue => (int)number,
            _ => throw new ChatTemplateException($"'{callee}' needs a whole number for '{name}', not a {Operators.TypeName(value)}."),
        };
    }

    public bool Flag(int index, string name, bool otherwise) => Operators.IsTrue(Value(index, name, otherwise));

    /// <summary>The arguments behind the first ones.</summary>
    public CallArguments From(int index) => new(callee, [.. positional.Skip(index)], named);
}
