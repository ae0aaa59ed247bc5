namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>The variables of a stretch of a template; what it does not know it asks the stretch around it.</summary>
internal sealed class Scope(Scope? outer)
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    public void Set(string name, object? value) => _values[name] = value;

    public object? Get(string name)
    {
        for (Scope? scope = this; scope is not null; scope = scope.Outer)
            if (scope._values.TryGetValue(name, out object? value)) return value;
        return new Undefined($"'{name}'");
    }

    private Scope? Outer => outer;
}
