using System.Diagnostics.CodeAnalysis;

namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>A dictionary that keeps the order of its keys; 1, 1.0 and true are one key.</summary>
internal sealed class PyDict
{
    private readonly Dictionary<object, int> _places = new(new KeyComparer());
    private readonly List<KeyValuePair<object?, object?>> _items = [];

    public IReadOnlyList<KeyValuePair<object?, object?>> Items => _items;

    public object? this[object? key]
    {
        set
        {
            object place = Place(key);
            if (_places.TryGetValue(place, out int index))
            {
                _items[index] = new(_items[index].Key, value);
                return;
            }

            _places[place] = _items.Count;
            _items.Add(new(key, value));
        }
    }

    public bool TryGet(object? key, out object? value)
    {
        bool found = _places.TryGetValue(Place(key), out int index);
        value = found ? _items[index].Value : null;
        return found;
    }

    private static object Place(object? key) => key switch
    {
        null => typeof(void),
        PyList or PyDict => throw new ChatTemplateException($"A {Operators.TypeName(key)} cannot be a key."),
        Markup markup => markup.Text,
        _ => key,
    };

    private sealed class KeyComparer : IEqualityComparer<object>
    {
        public new bool Equals(object? x, object? y) => Operators.AreEqual(x, y);

        public int GetHashCode([DisallowNull] object obj) => obj switch
        {
            bool or double or System.Numerics.BigInteger => Operators.ToDouble(obj).GetHashCode(),
            PyTuple tuple => tuple.Items.Aggregate(17, (hash, item) => (hash * 31) + (item is null ? 0 : GetHashCode(item))),
            _ => obj.GetHashCode(),
        };
    }
}
