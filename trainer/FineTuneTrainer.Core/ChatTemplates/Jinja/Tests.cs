using System.Numerics;

namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>What stands behind <c>is</c>.</summary>
internal static class Tests
{
    private static readonly Dictionary<string, Func<object?, CallArguments, bool>> All = new(StringComparer.Ordinal)
    {
        ["defined"] = (v, _) => v is not Undefined,
        ["undefined"] = (v, _) => v is Undefined,
        ["none"] = (v, _) => v is null,
        ["boolean"] = (v, _) => v is bool,
        ["true"] = (v, _) => v is true,
        ["false"] = (v, _) => v is false,
        ["integer"] = (v, _) => v is BigInteger,
        ["float"] = (v, _) => v is double,
        ["number"] = (v, _) => Operators.IsNumber(v),
        ["string"] = (v, _) => v is string or Markup,
        ["mapping"] = (v, _) => v is PyDict,
        ["sequence"] = (v, _) => v is string or Markup or PyList or PyTuple or PyDict or PyRange or Undefined,
        ["iterable"] = (v, _) => v is string or Markup or PyList or PyTuple or PyDict or PyRange or PyView or PyGenerator or Undefined,
        ["callable"] = (v, _) => v is Callable or LoopState,
        ["escaped"] = (v, _) => v is Markup,
        ["lower"] = (v, _) => PyText.Of(v) is var text && text.Any(char.IsLower) && !text.Any(char.IsUpper),
        ["upper"] = (v, _) => PyText.Of(v) is var text && text.Any(char.IsUpper) && !text.Any(char.IsLower),
        ["even"] = (v, _) => Operators.AreEqual(Arithmetic.Apply("%", v, new BigInteger(2)), BigInteger.Zero),
        ["odd"] = (v, _) => Operators.AreEqual(Arithmetic.Apply("%", v, new BigInteger(2)), BigInteger.One),
        ["divisibleby"] = (v, a) => Operators.AreEqual(Arithmetic.Apply("%", v, a.Required(0, "num")), BigInteger.Zero),
        ["sameas"] = (v, a) => ReferenceEquals(v, a.Required(0, "other")) || (v is null or bool && Equals(v, a.Required(0, "other"))),
        ["in"] = (v, a) => Operators.Contains(a.Required(0, "seq"), v),
        ["filter"] = (v, _) => Filters.IsKnown(PyText.Of(v)),
        ["test"] = (v, _) => IsKnown(PyText.Of(v)),
    };

    private static readonly Dictionary<string, string> Comparisons = new(StringComparer.Ordinal)
    {
        ["eq"] = "==",
        ["equalto"] = "==",
        ["=="] = "==",
        ["ne"] = "!=",
        ["!="] = "!=",
        ["lt"] = "<",
        ["lessthan"] = "<",
        ["<"] = "<",
        ["le"] = "<=",
        ["<="] = "<=",
        ["gt"] = ">",
        ["greaterthan"] = ">",
        [">"] = ">",
        ["ge"] = ">=",
        [">="] = ">=",
    };

    public static bool IsKnown(string name) => All.ContainsKey(name) || Comparisons.ContainsKey(name);

    public static bool Run(string name, object? value, CallArguments arguments)
    {
        if (All.TryGetValue(name, out var test)) return test(value, arguments);
        if (!Comparisons.TryGetValue(name, out string? op)) throw new ChatTemplateException($"The chat template uses the test '{name}', which is unknown or not supported.");
        object? other = arguments.Required(0, "other");
        return op switch
        {
            "==" => Operators.AreEqual(value, other),
            "!=" => !Operators.AreEqual(value, other),
            "<" => Operators.Compare(value, other, op) < 0,
            "<=" => Operators.Compare(value, other, op) <= 0,
            ">" => Operators.Compare(value, other, op) > 0,
            _ => Operators.Compare(value, other, op) >= 0,
        };
    }
}
