namespace FineTuneTrainer.Core.Tokenizers;

/// <summary>What stands around one text: ids and segment ids in front of it and behind it, and the text's own segment id.</summary>
internal sealed record SingleTemplate(IReadOnlyList<(int Id, int Type)> Before, int Type, IReadOnlyList<(int Id, int Type)> After)
{
    /// <summary>Nothing around the text.</summary>
    public static SingleTemplate Bare { get; } = new([], 0, []);

    /// <summary>How many ids it adds.</summary>
    public int Count => Before.Count + After.Count;

    /// <summary>Wraps the text's ids.</summary>
    public Encoding Wrap(IReadOnlyList<int> ids) => new(
        [.. Before.Select(p => p.Id), .. ids, .. After.Select(p => p.Id)],
        [.. Before.Select(p => p.Type), .. Enumerable.Repeat(Type, ids.Count), .. After.Select(p => p.Type)]);
}
