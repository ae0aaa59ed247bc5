using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using Cel;

namespace DevCluster.Api.Schemas;

/// <summary>The functions that Kubernetes adds to CEL, as far as the development cluster has them.</summary>
internal static class CelLibrary
{
    private static readonly TimeSpan RegexLimit = TimeSpan.FromSeconds(1);

    public static CelEnvironment CreateEnvironment()
    {
        CelEnvironment environment = new(null, null);
        AddStrings(environment);
        AddRegex(environment);
        AddLists(environment);
        environment.RegisterFunction("isURL", [typeof(string)], arguments => Uri.TryCreate(Text(arguments, 0), UriKind.Absolute, out _));
        environment.RegisterFunction("hasValue", [typeof(CelOptional)], arguments => ((CelOptional)arguments[0]!).HasValue);
        environment.RegisterFunction("value", [typeof(CelOptional)], arguments => Value(arguments));
        environment.RegisterFunction("orValue", [typeof(CelOptional), typeof(object)],
            arguments => arguments[0] is CelOptional { HasValue: true } optional ? optional.Value : arguments[1]);
        return environment;
    }

    private static void AddStrings(CelEnvironment environment)
    {
        Type text = typeof(string);
        Type whole = typeof(long);
        environment.RegisterFunction("lowerAscii", [text], arguments => Text(arguments, 0).ToLowerInvariant());
        environment.RegisterFunction("upperAscii", [text], arguments => Text(arguments, 0).ToUpperInvariant());
        environment.RegisterFunction("trim", [text], arguments => Text(arguments, 0).Trim());
        environment.RegisterFunction("charAt", [text, whole], arguments => Substring(Text(arguments, 0), Whole(arguments, 1), Whole(arguments, 1) + 1));
        environment.RegisterFunction("substring", [text, whole], arguments => Substring(Text(arguments, 0), Whole(arguments, 1), Text(arguments, 0).Length));
        environment.RegisterFunction("substring", [text, whole, whole], arguments => Substring(Text(arguments, 0), Whole(arguments, 1), Whole(arguments, 2)));
        environment.RegisterFunction("replace", [text, text, text], arguments => Text(arguments, 0).Replace(Text(arguments, 1), Text(arguments, 2), StringComparison.Ordinal));
        environment.RegisterFunction("split", [text, text], arguments => Split(Text(arguments, 0), Text(arguments, 1)));
        environment.RegisterFunction("indexOf", [text, text], arguments => (long)Text(arguments, 0).IndexOf(Text(arguments, 1), StringComparison.Ordinal));
        environment.RegisterFunction("lastIndexOf", [text, text], arguments => (long)Text(arguments, 0).LastIndexOf(Text(arguments, 1), StringComparison.Ordinal));
    }

    private static void AddRegex(CelEnvironment environment)
    {
        environment.RegisterFunction("find", [typeof(string), typeof(string)],
            arguments => Regex.Match(Text(arguments, 0), Text(arguments, 1), RegexOptions.CultureInvariant, RegexLimit).Value);
        environment.RegisterFunction("findAll", [typeof(string), typeof(string)],
            arguments => Regex.Matches(Text(arguments, 0), Text(arguments, 1), RegexOptions.CultureInvariant, RegexLimit).Select(match => (object?)match.Value).ToList());
    }

    private static void AddLists(CelEnvironment environment)
    {
        Type list = typeof(IEnumerable);
        environment.RegisterFunction("join", [list], arguments => string.Concat(Items(arguments)));
        environment.RegisterFunction("join", [list, typeof(string)], arguments => string.Join(Text(arguments, 1), Items(arguments)));
        environment.RegisterFunction("isSorted", [list], arguments => Items(arguments).Zip(Items(arguments).Skip(1)).All(pair => Compare(pair.First, pair.Second) <= 0));
        environment.RegisterFunction("min", [list], arguments => Items(arguments).Min(Comparer<object?>.Create(Compare)));
        environment.RegisterFunction("max", [list], arguments => Items(arguments).Max(Comparer<object?>.Create(Compare)));
        environment.RegisterFunction("sum", [list], arguments => Sum(Items(arguments)));
    }

    private static object? Value(object?[] arguments)
        => arguments[0] is CelOptional { HasValue: true } optional ? optional.Value : throw new CelEvaluationException("optional.none() dereference");

    private static string Text(object?[] arguments, int index) => (string)arguments[index]!;

    private static int Whole(object?[] arguments, int index) => Convert.ToInt32(arguments[index], CultureInfo.InvariantCulture);

    private static List<object?> Items(object?[] arguments) => [.. ((IEnumerable)arguments[0]!).Cast<object?>()];

    private static List<object?> Split(string text, string separator)
        => separator.Length == 0 ? [.. text.Select(letter => letter.ToString())] : [.. text.Split(separator)];

    private static string Substring(string text, int start, int end)
        => start >= 0 && end >= start && end <= text.Length ? text[start..end] : throw new CelEvaluationException($"index out of range: {start}");

    private static int Compare(object? left, object? right)
        => left is string ? string.CompareOrdinal((string?)left, (string?)right) : Comparer.DefaultInvariant.Compare(left, right);

    private static object Sum(List<object?> items)
        => items.Exists(item => item is double) ? items.Sum(item => Convert.ToDouble(item, CultureInfo.InvariantCulture))
            : items.Sum(item => Convert.ToInt64(item, CultureInfo.InvariantCulture));
}
