namespace FineTuneTrainer.Core.Tokenizers;

/// <summary>BERT's tokenizer as Hugging Face runs it: added tokens, normalizer, pre-tokenizer, WordPiece, truncation, template.</summary>
public sealed class BertWordPiece : ITokenizer
{
    private readonly WordPieceModel _model;
    private readonly Func<string, string> _normalize;
    private readonly AddedTokenSplitter _raw;
    private readonly AddedTokenSplitter _normalized;
    private readonly SingleTemplate _template;
    private readonly Dictionary<int, string> _addedWords;

    internal BertWordPiece(WordPieceModel model, Func<string, string> normalize, IReadOnlyList<AddedToken> added, SingleTemplate template, int padId)
    {
        _model = model;
        _normalize = normalize;
        _template = template;
        _raw = new AddedTokenSplitter(added.Where(t => !t.Normalized));
        _normalized = new AddedTokenSplitter(added.Where(t => t.Normalized).Select(t => t with { Content = normalize(t.Content) }));
        _addedWords = added.GroupBy(t => t.Id).ToDictionary(g => g.Key, g => g.First().Content);
        PadId = padId;
    }

    /// <inheritdoc/>
    public int PadId { get; }

    /// <summary>
    /// Loads a tokenizer from the files of a model's folder: tokenizer.json decides where it exists, else vocab.txt with the switches of
    /// tokenizer_config.json. Anything it cannot do exactly is refused by name with an <see cref="InvalidDataException"/>.
    /// </summary>
    public static BertWordPiece Load(Stream? vocabTxt, Stream? tokenizerJson, Stream? tokenizerConfigJson)
    {
        var config = TokenizerConfig.Read(tokenizerConfigJson);
        if (tokenizerJson is not null) return TokenizerJson.Read(tokenizerJson, config);
        if (vocabTxt is not null) return VocabTxt.Read(vocabTxt, config);
        throw new InvalidDataException("The model has neither tokenizer.json nor vocab.txt.");
    }

    /// <inheritdoc/>
    public Encoding Encode(string text, int maxLength)
    {
        int room = maxLength - _template.Count;
        if (room < 0) throw new ArgumentOutOfRangeException(nameof(maxLength), maxLength, $"The special tokens alone are {_template.Count}.");
        var ids = new List<int>();
        foreach ((AddedToken? token, string part) in _raw.Split(text))
        {
            if (token is not null) ids.Add(token.Id);
            else AppendPart(_normalize(part), ids, room);
            if (ids.Count >= room) break;
        }

        if (ids.Count > room) ids.RemoveRange(room, ids.Count - room);
        return _template.Wrap(ids);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Tokens(IReadOnlyList<int> ids) =>
        [.. ids.Select(id => _addedWords.GetValueOrDefault(id) ?? _model.WordOf(id) ?? throw new ArgumentOutOfRangeException(nameof(ids), id, "No word has this id."))];

    // Stops when there is no room, so that a book costs no more than its first page.
    private void AppendPart(string normalized, List<int> ids, int room)
    {
        foreach ((AddedToken? token, string text) in _normalized.Split(normalized))
        {
            if (token is not null) ids.Add(token.Id);
            foreach (Range word in BertPreTokenizer.Words(text))
            {
                _model.Append(text.AsSpan(word), ids);
                if (ids.Count >= room) return;
            }
        }
    }
}
