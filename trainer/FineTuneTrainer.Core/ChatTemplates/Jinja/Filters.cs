namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>What stands behind a bar.</summary>
internal static class Filters
{
    private static readonly Dictionary<string, Func<object?, CallArguments, object?>> All =
        TextFilters.All.Concat(NumberFilters.All).Concat(ListFilters.All).Concat(SelectionFilters.All).ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);

    public static bool IsKnown(string name) => All.ContainsKey(name);

    public static object? Run(string name, object? value, CallArguments arguments) => All.TryGetValue(name, out var filter)
        ? filter(value, arguments)
        : throw new ChatTemplateException($"The chat template uses the filter '{name}', which is unknown or not supported.");
}
