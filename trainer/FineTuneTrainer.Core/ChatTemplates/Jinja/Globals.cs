
namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>The functions that every chat template may call.</summary>
internal static class Globals
{
    private const int LongestRange = 100_000;

    /// <summary>Puts the functions into a scope; <c>strftime_now</c> tells the given time.</summary>
    public static void AddTo(Scope scope, DateTimeOffset now)
    {
        Add(scope, "raise_exception", a => throw new ChatTemplateException(PyText.Of(a.Required(0, "message"))));
        Add(scope, "strftime_now", a => TimeFormat.Apply(now, a.Text(0, "format")));
        Add(scope, "namespace", a =>
        {
            var space = new Namespace();
            if (a.Positional is [PyDict first]) foreach ((object? key, object? value) in first.Items) space.Values[PyText.Of(key)] = value;
            foreach ((string name, object? value) in a.Named) space.Values[name] = value;
            return space;
        });
        Add(scope, "dict", a =>
        {
            var dict = new PyDict();
            if (a.Positional is [PyDict first]) foreach ((object? key, object? value) in first.Items) dict[key] = value;
            foreach ((string name, object? value) in a.Named) dict[name] = value;
            return dict;
        });
        Add(scope, "range", Range);
        foreach (string name in new[] { "cycler", "joiner", "lipsum" }) Add(scope, name, a => throw new ChatTemplateException($"The function '{a.Callee}' is not supported."));
    }

    private static void Add(Scope scope, string name, Func<CallArguments, object?> body) => scope.Set(name, new Callable(name, body));

    private static PyRange Range(CallArguments a)
    {
        bool one = a.Positional.Count == 1;
        int start = one ? 0 : a.Number(0, "start");
        int stop = a.Number(one ? 0 : 1, "stop");
        int step = a.Positional.Count > 2 ? a.Number(2, "step") : 1;
        if (step == 0) throw new ChatTemplateException("The step of a range must not be 0.");
        if (((long)stop - start) / step > LongestRange) throw new ChatTemplateException($"A range of more than {LongestRange} is too long.");
        return new PyRange(start, stop, step);
    }
}
