using System.Numerics;

namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>Python's slices, in characters for texts.</summary>
internal static class Slices
{
    public static object? Of(object? target, object? start, object? stop, object? step) => target switch
    {
        PyList list => new PyList(Cut(list.Items, start, stop, step)),
        PyTuple tuple => new PyTuple([.. Cut(tuple.Items, start, stop, step)]),
        string or Markup => string.Concat(Cut([.. Operators.Characters(Operators.AsText(target)!)], start, stop, step)),
        PyRange range => new PyList(Cut([.. range.Items()], start, stop, step)),
        Undefined undefined => throw undefined.Used(),
        _ => throw new ChatTemplateException($"A {Operators.TypeName(target)} cannot be sliced."),
    };

    private static IEnumerable<T> Cut<T>(IReadOnlyList<T> items, object? start, object? stop, object? step)
    {
        int pace = Index(step, 1);
        if (pace == 0) throw new ChatTemplateException("The step of a slice must not be 0.");
        int first = Bound(start, pace > 0 ? 0 : items.Count - 1, items.Count, pace);
        int last = Bound(stop, pace > 0 ? items.Count : -1, items.Count, pace);
        for (int i = first; pace > 0 ? i < last : i > last; i += pace) yield return items[i];
    }

    private static int Bound(object? value, int otherwise, int count, int pace)
    {
        if (value is null or Undefined) return otherwise;
        int index = Index(value, 0);
        if (index < 0) index += count;
        return pace > 0 ? Math.Clamp(index, 0, count) : Math.Clamp(index, -1, count - 1);
    }

    private static int Index(object? value, int otherwise) => value switch
    {
        null or Undefined => otherwise,
        bool or BigInteger => (int)BigInteger.Max(int.MinValue / 2, BigInteger.Min(int.MaxValue / 2, Operators.ToInteger(value))),
        _ => throw new ChatTemplateException($"A slice needs whole numbers, not a {Operators.TypeName(value)}."),
    };
}
