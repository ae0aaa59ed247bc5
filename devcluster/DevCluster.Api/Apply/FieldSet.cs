namespace DevCluster.Api.Apply;

/// <summary>A set of field paths, as a tree of path elements in the notation of fieldsV1.</summary>
internal sealed class FieldSet
{
    public static readonly FieldSet Empty = new(false, []);
    public static readonly FieldSet Leaf = new(true, []);

    private readonly SortedDictionary<string, FieldSet> _children;

    private FieldSet(bool member, SortedDictionary<string, FieldSet> children)
    {
        IsMember = member;
        _children = children;
    }

    /// <summary>Whether the path that leads here is itself in the set.</summary>
    public bool IsMember { get; }

    public IEnumerable<KeyValuePair<string, FieldSet>> Children => _children;

    public bool HasChildren => _children.Count > 0;

    public bool IsEmpty => !IsMember && _children.Count == 0;

    public static FieldSet Of(bool member, IEnumerable<KeyValuePair<string, FieldSet>> children)
    {
        SortedDictionary<string, FieldSet> kept = new(StringComparer.Ordinal);
        foreach ((string element, FieldSet child) in children) if (!child.IsEmpty) kept[element] = child;
        return new FieldSet(member, kept);
    }

    public FieldSet Child(string element) => _children.GetValueOrDefault(element, Empty);

    public FieldSet Union(FieldSet other)
        => Of(IsMember || other.IsMember, Elements(other).Select(element => KeyValuePair.Create(element, Child(element).Union(other.Child(element)))));

    public FieldSet Except(FieldSet other)
        => Of(IsMember && !other.IsMember, _children.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Except(other.Child(pair.Key)))));

    public FieldSet Intersect(FieldSet other)
        => Of(IsMember && other.IsMember, _children.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Intersect(other.Child(pair.Key)))));

    /// <summary>The set with everything below the given elements, and the elements, left out.</summary>
    public FieldSet Without(params ReadOnlySpan<string> elements)
    {
        SortedDictionary<string, FieldSet> kept = new(_children, StringComparer.Ordinal);
        foreach (string element in elements) kept.Remove(element);
        return new FieldSet(IsMember, kept);
    }

    /// <summary>The set with every path that leads to a member.</summary>
    public FieldSet WithPrefixes() => Of(!IsEmpty, _children.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.WithPrefixes())));

    /// <summary>Every member, in the notation of error messages: .spec.containers[name="main"].image.</summary>
    public IEnumerable<string> Paths(string prefix = "")
    {
        if (IsMember) yield return prefix;
        foreach ((string element, FieldSet child) in _children)
            foreach (string path in child.Paths(prefix + PathElements.Show(element))) yield return path;
    }

    public bool SameAs(FieldSet other) => Except(other).IsEmpty && other.Except(this).IsEmpty;

    private IEnumerable<string> Elements(FieldSet other) => _children.Keys.Union(other._children.Keys);
}
