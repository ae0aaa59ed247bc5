namespace FineTuneTrainer.Core.Tokenizers.Pipeline;

/// <summary>From a text to the pieces for the model: added tokens, normalizers, added tokens of the normalized text, pre-tokenizers.</summary>
internal sealed class TextPipeline
{
    private readonly INormalizer[] _normalizers;
    private readonly IPreTokenizer[] _preTokenizers;
    private readonly AddedTokenFinder _raw;
    private readonly AddedTokenFinder _normalized;
    private readonly bool _needsOrigin;

    public TextPipeline(INormalizer[] normalizers, IPreTokenizer[] preTokenizers, IReadOnlyList<AddedToken> added)
    {
        _normalizers = normalizers;
        _preTokenizers = preTokenizers;
        _needsOrigin = preTokenizers.OfType<PreTokenizers.Metaspace>().Any(m => m.NeedsOrigin);
        _raw = new AddedTokenFinder(added.Where(t => !t.Normalized));
        var workspace = new Workspace();
        NormalizedTokens = [.. added.Where(t => t.Normalized).Select(t => t with { Content = Normalized(t.Content, workspace) })];
        _normalized = new AddedTokenFinder(NormalizedTokens);
    }

    /// <summary>The added tokens that are looked for in normalized text, their content normalized too.</summary>
    public IReadOnlyList<AddedToken> NormalizedTokens { get; }

    /// <summary>Leaves the pieces in the workspace's flow.</summary>
    public void Run(string text, bool tracks, bool splitsSpecial, Workspace workspace)
    {
        PieceFlow flow = workspace.Flow;
        tracks |= _needsOrigin;
        flow.Clear(tracks);
        _raw.Split(text, splitsSpecial, workspace.Parts);
        foreach (Piece part in workspace.Parts)
        {
            if (part.IsToken) AppendWhole(flow, text, part);
            else AppendText(flow, text.AsSpan(part.Start, part.Length), part.Start, tracks, splitsSpecial, workspace);
        }

        foreach (IPreTokenizer step in _preTokenizers) step.Run(flow);
    }

    private static void AppendWhole(PieceFlow flow, string text, Piece part)
    {
        flow.Pieces.Add(part with { Start = flow.Text.Length });
        flow.Text.AppendOriginal(text.AsSpan(part.Start, part.Length), part.Start);
    }

    private void AppendText(PieceFlow flow, ReadOnlySpan<char> text, int at, bool tracks, bool splitsSpecial, Workspace workspace)
    {
        if (_normalizers.Length == 0 && _normalized.IsEmpty)
        {
            flow.Pieces.Add(new Piece(flow.Text.Length, text.Length));
            flow.Text.AppendOriginal(text, at);
            return;
        }

        Normalize(text, at, tracks, workspace);
        MappedText normal = workspace.Current;
        _normalized.Split(normal.Chars, splitsSpecial, workspace.InnerParts);
        foreach (Piece part in workspace.InnerParts)
        {
            flow.Pieces.Add(part with { Start = flow.Text.Length });
            flow.Text.Append(normal, part.Start, part.Length);
        }
    }

    private void Normalize(ReadOnlySpan<char> text, int at, bool tracks, Workspace workspace)
    {
        workspace.Current.Clear(tracks);
        workspace.Current.AppendOriginal(text, at);
        foreach (INormalizer normalizer in _normalizers)
        {
            workspace.Other.Clear(tracks);
            if (normalizer.Normalize(workspace.Current, workspace.Other)) (workspace.Current, workspace.Other) = (workspace.Other, workspace.Current);
        }
    }

    private string Normalized(string content, Workspace workspace)
    {
        Normalize(content, 0, tracks: false, workspace);
        return workspace.Current.Chars.ToString();
    }
}
