namespace FineTuneTrainer.Core.Metrics.Tagging;

/// <summary>A tag in its parts: <c>B-PER</c> is the prefix B and the type PER; a dash in a type belongs to it.</summary>
internal readonly record struct Tag(char Prefix, string Type)
{
    public static readonly Tag Outside = new('O', "_");

    // seqeval calls the type of a bare prefix "_".
    public static Tag Of(string tag)
    {
        if (tag.Length == 0) throw new ArgumentException("A tag is empty; a token outside of entities has the tag O.", nameof(tag));
        string rest = tag[1..];
        int dash = rest.IndexOf('-', StringComparison.Ordinal);
        string type = dash < 0 ? rest : rest[(dash + 1)..];
        return new Tag(tag[0], type.Length == 0 ? "_" : type);
    }
}
