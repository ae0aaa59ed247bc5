namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>Filters of lists and dictionaries.</summary>
internal static class ListFilters
{
    public static IReadOnlyDictionary<string, Func<object?, CallArguments, object?>> All { get; } = new Dictionary<string, Func<object?, CallArguments, object?>>
    {
        ["list"] = (v, _) => new PyList(Operators.Iterate(v)),
        ["first"] = (v, _) => First(Operators.Iterate(v)),
        ["last"] = (v, _) => First(Operators.Iterate(v).Reverse()),
        ["join"] = (v, a) => string.Join(a.Text(0, "d", ""), Selection.Attributes(v, a, 1).Select(PyText.Of)),
        ["reverse"] = (v, _) => Operators.AsText(v) is { } text ? string.Concat(Operators.Characters(text).Reverse()) : new PyGenerator(Operators.Iterate(v).Reverse()),
        ["default"] = Default,
        ["d"] = Default,
        ["items"] = (v, _) => v switch
        {
            PyDict dict => new PyGenerator(dict.Items.Select(p => new PyTuple(p.Key, p.Value))),
            Undefined => new PyGenerator([]),
            _ => throw new ChatTemplateException($"'items' needs a mapping, not a {Operators.TypeName(v)}."),
        },
        ["sort"] = Sort,
        ["unique"] = Unique,
        ["dictsort"] = DictSort,
        ["groupby"] = GroupBy,
        ["batch"] = Batch,
        ["slice"] = Slice,
        ["attr"] = (v, a) => v is PyDict && StringMethods.Find("", a.Text(0, "name")) is null ? new Undefined($"the attribute '{a.Text(0, "name")}'") : Members.Attribute(v, a.Text(0, "name")),
    };

    private static object? First(IEnumerable<object?> items)
    {
        foreach (object? item in items) return item;
        return new Undefined("the first or last item of nothing");
    }

    private static object? Default(object? value, CallArguments arguments) =>
        value is Undefined || (arguments.Flag(1, "boolean", false) && !Operators.IsTrue(value)) ? arguments.Value(0, "default_value", "") : value;

    private static object Sort(object? value, CallArguments arguments)
    {
        bool caseSensitive = arguments.Flag(1, "case_sensitive", false);
        string? attribute = arguments.Value(2, "attribute", null) is { } name ? PyText.Of(name) : null;
        return new PyList(Ordered(Operators.Iterate(value), item => Selection.Key(item, attribute, caseSensitive), arguments.Flag(0, "reverse", false)));
    }

    // Equal items keep their order, in reverse too.
    private static List<object?> Ordered(IEnumerable<object?> items, Func<object?, object?> key, bool reverse)
    {
        Comparer<object?> comparer = Selection.ByKey(key);
        try
        {
            return [.. reverse ? items.OrderDescending(comparer) : items.Order(comparer)];
        }
        catch (InvalidOperationException e) when (e.InnerException is ChatTemplateException refusal)
        {
            // What has no order is refused in the words of the comparison.
            throw new ChatTemplateException(refusal.Message);
        }
    }

    private static object Unique(object? value, CallArguments arguments)
    {
        bool caseSensitive = arguments.Flag(0, "case_sensitive", false);
        string? attribute = arguments.Value(1, "attribute", null) is { } name ? PyText.Of(name) : null;
        var seen = new PyDict();
        var result = new List<object?>();
        foreach (object? item in Operators.Iterate(value))
        {
            object? key = Selection.Key(item, attribute, caseSensitive);
            if (!seen.TryGet(key, out _)) result.Add(item);
            seen[key] = null;
        }

        return new PyGenerator(result);
    }

    private static object DictSort(object? value, CallArguments arguments)
    {
        if (value is not PyDict dict) throw new ChatTemplateException($"'dictsort' needs a mapping, not a {Operators.TypeName(value)}.");
        bool caseSensitive = arguments.Flag(0, "case_sensitive", false);
        string place = arguments.Text(1, "by", "key") == "value" ? "1" : "0";
        IEnumerable<object?> pairs = dict.Items.Select(p => new PyTuple(p.Key, p.Value));
        return new PyList(Ordered(pairs, pair => Selection.Key(pair, place, caseSensitive), arguments.Flag(2, "reverse", false)));
    }

    private static object GroupBy(object? value, CallArguments arguments)
    {
        string attribute = arguments.Text(0, "attribute");
        object? Key(object? item) => Selection.Key(item, attribute, caseSensitive: false);
        var groups = new List<(object? Name, object? Key, List<object?> Items)>();
        foreach (object? item in Ordered(Operators.Iterate(value), Key, reverse: false))
        {
            object? key = Key(item);
            if (groups.Count == 0 || !Operators.AreEqual(groups[^1].Key, key)) groups.Add((Selection.Attribute(item, attribute), key, []));
            groups[^1].Items.Add(item);
        }

        return new PyList(groups.Select(g => new PyTuple(g.Name, new PyList(g.Items))));
    }

    private static object Batch(object? value, CallArguments arguments)
    {
        int size = arguments.Number(0, "linecount");
        if (size < 1) throw new ChatTemplateException("'batch' needs at least 1 item in a row.");
        object? filling = arguments.Value(1, "fill_with", null);
        return new PyGenerator(Operators.Iterate(value).Chunk(size).Select(row =>
            new PyList(filling is null ? row : row.Concat(Enumerable.Repeat(filling, size - row.Length)))));
    }

    private static object Slice(object? value, CallArguments arguments)
    {
        List<object?> items = [.. Operators.Iterate(value)];
        int slices = arguments.Number(0, "slices");
        (int size, int longer) = Math.DivRem(items.Count, slices);
        object? filling = arguments.Value(1, "fill_with", null);
        return new PyGenerator(Enumerable.Range(0, slices).Select(i =>
        {
            List<object?> part = items.GetRange((i * size) + Math.Min(i, longer), size + (i < longer ? 1 : 0));
            if (filling is not null && i >= longer) part.Add(filling);
            return new PyList(part);
        }));
    }
}
