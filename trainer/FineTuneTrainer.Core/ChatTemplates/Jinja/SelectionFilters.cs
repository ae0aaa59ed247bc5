namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>Filters that run a filter or a test over every item.</summary>
internal static class SelectionFilters
{
    public static IReadOnlyDictionary<string, Func<object?, CallArguments, object?>> All { get; } = new Dictionary<string, Func<object?, CallArguments, object?>>
    {
        ["map"] = Map,
        ["select"] = (v, a) => Select(v, a, wanted: true),
        ["reject"] = (v, a) => Select(v, a, wanted: false),
        ["selectattr"] = (v, a) => SelectAttribute(v, a, wanted: true),
        ["rejectattr"] = (v, a) => SelectAttribute(v, a, wanted: false),
    };

    private static PyGenerator Map(object? value, CallArguments arguments)
    {
        if (arguments.Named.TryGetValue("attribute", out object? attribute))
        {
            object? otherwise = arguments.Named.GetValueOrDefault("default");
            return new PyGenerator(Operators.Iterate(value).Select(item => Selection.Attribute(item, PyText.Of(attribute), otherwise)));
        }

        string name = arguments.Text(0, "filter");
        CallArguments rest = arguments.From(1);
        return new PyGenerator(Operators.Iterate(value).Select(item => Filters.Run(name, item, rest)));
    }

    private static PyGenerator Select(object? value, CallArguments arguments, bool wanted)
    {
        Func<object?, bool> passes = Passes(arguments);
        return new PyGenerator(Operators.Iterate(value).Where(item => passes(item) == wanted));
    }

    private static PyGenerator SelectAttribute(object? value, CallArguments arguments, bool wanted)
    {
        string attribute = arguments.Text(0, "attribute");
        Func<object?, bool> passes = Passes(arguments.From(1));
        return new PyGenerator(Operators.Iterate(value).Where(item => passes(Selection.Attribute(item, attribute)) == wanted));
    }

    private static Func<object?, bool> Passes(CallArguments arguments)
    {
        if (arguments.Positional.Count == 0) return Operators.IsTrue;
        string test = arguments.Text(0, "test");
        CallArguments rest = arguments.From(1);
        return item => Tests.Run(test, item, rest);
    }
}
