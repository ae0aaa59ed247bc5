namespace FineTuneTrainer.Core.Metrics.Tagging;

/// <summary>Reads the entities of one tagged sentence, as seqeval does in each of its modes.</summary>
public static class EntityReader
{
    /// <summary>The sentence's entities in order. A strict scheme refuses a prefix that it does not have.</summary>
    public static IReadOnlyList<Entity> Read(IReadOnlyList<string> tags, TaggingScheme scheme)
    {
        Tag[] parts = [.. tags.Select(Tag.Of), Tag.Outside];
        if (scheme == TaggingScheme.Lenient) return Lenient(parts);
        string prefixes = scheme == TaggingScheme.Iob2 ? "IOB" : "IOBES";
        foreach (Tag part in parts)
        {
            if (!prefixes.Contains(part.Prefix)) throw new ArgumentException($"The prefix '{part.Prefix}' is none of {scheme}'s: {string.Join(", ", prefixes.ToCharArray())}.", nameof(tags));
        }

        return scheme == TaggingScheme.Iob2 ? Iob2(parts) : Iobes(parts);
    }

    // conlleval: an entity may end and another start between any two tokens, by both tags and whether the type changes.
    private static List<Entity> Lenient(Tag[] tags)
    {
        List<Entity> entities = [];
        var last = new Tag('O', "");
        int start = 0;
        for (int i = 0; i < tags.Length; i++)
        {
            if (Ends(last, tags[i])) entities.Add(new Entity(last.Type, start, i));
            if (Starts(last, tags[i])) start = i;
            last = tags[i];
        }

        return entities;
    }

    private static bool Starts(Tag last, Tag tag) =>
        tag.Prefix is 'B' or 'S'
        || (last.Prefix is 'E' or 'S' or 'O' && tag.Prefix is 'E' or 'I')
        || (tag.Prefix is not ('O' or '.') && last.Type != tag.Type);

    private static bool Ends(Tag last, Tag tag) =>
        last.Prefix is 'E' or 'S'
        || (last.Prefix is 'B' or 'I' && tag.Prefix is 'B' or 'S' or 'O')
        || (last.Prefix is not ('O' or '.') && last.Type != tag.Type);

    private static List<Entity> Iob2(Tag[] tags)
    {
        List<Entity> entities = [];
        for (int i = 0; i < tags.Length; i++)
        {
            if (tags[i].Prefix != 'B') continue;
            int end = i + 1;
            while (tags[end] == new Tag('I', tags[i].Type)) end++;
            entities.Add(new Entity(tags[i].Type, i, end));
        }

        return entities;
    }

    private static List<Entity> Iobes(Tag[] tags)
    {
        List<Entity> entities = [];
        for (int i = 0; i < tags.Length; i++)
        {
            string type = tags[i].Type;
            if (tags[i].Prefix == 'S') entities.Add(new Entity(type, i, i + 1));
            if (tags[i].Prefix != 'B') continue;
            int end = i + 1;
            while (tags[end] == new Tag('I', type)) end++;
            if (tags[end] == new Tag('E', type)) entities.Add(new Entity(type, i, end + 1));
        }

        return entities;
    }
}
