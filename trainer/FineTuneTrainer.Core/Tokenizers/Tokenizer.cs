using FineTuneTrainer.Core.Tokenizers.Decoders;
using FineTuneTrainer.Core.Tokenizers.Models;
using FineTuneTrainer.Core.Tokenizers.Pipeline;
using FineTuneTrainer.Core.Tokenizers.PostProcessors;

namespace FineTuneTrainer.Core.Tokenizers;

/// <summary>
/// A tokenizer as Hugging Face's library runs it: added tokens, normalizer, pre-tokenizer, model, truncation, post-processor.
/// It may be used by several threads at once. Half of a surrogate pair in a text counts as U+FFFD.
/// </summary>
public sealed class Tokenizer : ITokenizer
{
    private readonly SequenceEncoder _encoder;
    private readonly Vocabulary _vocabulary;
    private readonly PostProcessor _post;
    private readonly TokenDecoder _decoder;
    private readonly Dictionary<int, AddedToken> _added;
    private readonly Dictionary<int, string> _normalized;

    internal Tokenizer(TokenizerParts parts)
    {
        _vocabulary = parts.Model.Vocabulary;
        _post = parts.PostProcessor;
        _added = parts.Added.GroupBy(t => t.Id).ToDictionary(g => g.Key, g => g.First());
        _decoder = new TokenDecoder(parts.Decoders);
        var pipeline = new TextPipeline([.. parts.Normalizers], [.. parts.PreTokenizers], parts.Added);
        _normalized = pipeline.NormalizedTokens.GroupBy(t => t.Id).ToDictionary(g => g.Key, g => g.First().Content);
        _encoder = new SequenceEncoder(pipeline, parts.Model);
        PadId = parts.PadId;
        Special = parts.Special;
    }

    /// <inheritdoc/>
    public int PadId { get; }

    /// <summary>The special tokens by their roles, such as <c>bos_token</c>.</summary>
    public IReadOnlyDictionary<string, string> Special { get; }

    /// <summary>One more than the largest id.</summary>
    public int VocabularySize => Math.Max(_vocabulary.Size, _added.Count == 0 ? 0 : _added.Keys.Max() + 1);

    /// <summary>The id of a word of the vocabulary or an added token, or null.</summary>
    public int? IdOf(string token)
    {
        if (_added.Values.FirstOrDefault(t => t.Content == token) is { } added) return added.Id;
        return _vocabulary.IdOf(token) is >= 0 and var id ? id : null;
    }

    /// <summary>The word behind an id, or null.</summary>
    public string? TokenOf(int id) => _added.TryGetValue(id, out AddedToken? token) ? token.Content : _vocabulary.WordOf(id);

    /// <inheritdoc/>
    public Encoding Encode(string text, int maxLength)
    {
        int room = maxLength - _post.Added(pair: false);
        if (room < 0) throw new ArgumentOutOfRangeException(nameof(maxLength), maxLength, $"The special tokens alone are {_post.Added(pair: false)}.");
        var ids = new List<int>();
        _encoder.AppendIds(text, splitsSpecial: false, room, ids);
        if (ids.Count > room) ids.RemoveRange(room, ids.Count - room);
        return Wrapped(ids);
    }

    /// <summary>Encodes a text or a pair with places, words and masks. A length that cannot be kept is an <see cref="ArgumentOutOfRangeException"/>.</summary>
    public Encoding Encode(string text, string? pair = null, EncodeOptions? options = null)
    {
        options ??= new EncodeOptions();
        List<Token> first = _encoder.Encode(text, options.SplitSpecialTokens, word: null);
        List<Token>? second = pair is null ? null : _encoder.Encode(pair, options.SplitSpecialTokens, word: null);
        return Finish(first, second, _ => text, _ => pair!, options);
    }

    /// <summary>Encodes words that were split before; offsets are places in their words, word ids are the words' numbers.</summary>
    public Encoding EncodeWords(IReadOnlyList<string> words, IReadOnlyList<string>? pair = null, EncodeOptions? options = null)
    {
        options ??= new EncodeOptions();
        List<Token> Flat(IReadOnlyList<string> list) => [.. list.SelectMany((word, i) => _encoder.Encode(word, options.SplitSpecialTokens, i))];
        return Finish(Flat(words), pair is null ? null : Flat(pair), token => words[token.Word], token => pair![token.Word], options);
    }

    /// <summary>Only the ids of a text, without special tokens around it.</summary>
    public int[] EncodeIds(string text, bool splitSpecialTokens = false)
    {
        var ids = new List<int>();
        _encoder.AppendIds(text, splitSpecialTokens, int.MaxValue, ids);
        return [.. ids];
    }

    /// <summary>The text behind ids; ids that nobody has are left out.</summary>
    public string Decode(IEnumerable<int> ids, bool skipSpecialTokens = true) =>
        _decoder.Decode([.. ids.Where(id => !skipSpecialTokens || !_added.TryGetValue(id, out AddedToken? t) || !t.Special).Select(Spelled).OfType<string>()]);

    /// <inheritdoc/>
    public IReadOnlyList<string> Tokens(IReadOnlyList<int> ids) =>
        [.. ids.Select(id => TokenOf(id) ?? throw new ArgumentOutOfRangeException(nameof(ids), id, "No word has this id."))];

    // An added token that is looked for in normalized text is decoded as it is looked for.
    private string? Spelled(int id) => _normalized.GetValueOrDefault(id) ?? TokenOf(id);

    private Encoding Wrapped(List<int> ids)
    {
        var types = new List<int>(ids.Count + 8);
        List<int> all = new(ids.Count + 8);
        foreach (TemplatePart part in _post.Single)
        {
            IReadOnlyList<int> more = part.Sequence == 0 ? ids : part.Ids;
            all.AddRange(more);
            types.AddRange(Enumerable.Repeat(part.Type, more.Count));
        }

        return new Encoding([.. all], [.. types]);
    }

    private Encoding Finish(List<Token> first, List<Token>? second, Func<Token, string> firstText, Func<Token, string> secondText, EncodeOptions options)
    {
        int added = options.AddSpecialTokens ? _post.Added(second is not null) : 0;
        (List<List<Token>> one, List<List<Token>>? two) = Truncator.Cut(first, second, options.Truncation, added);
        one.ForEach(w => _post.Trim?.Trim(w, firstText, _vocabulary.WordOf));
        two?.ForEach(w => _post.Trim?.Trim(w, secondText, _vocabulary.WordOf));
        List<Encoding> windows = _post.Process(one, two, options.AddSpecialTokens).ConvertAll(Packed);
        return windows[0] with { Overflow = windows[1..] };
    }

    private static Encoding Packed(List<Token> tokens) => new([.. tokens.Select(t => t.Id)], [.. tokens.Select(t => t.Type)])
    {
        Offsets = [.. tokens.Select(t => (t.Start, t.End))],
        WordIds = [.. tokens.Select(t => t.Word)],
        SequenceIds = [.. tokens.Select(t => t.Sequence)],
        SpecialMask = [.. tokens.Select(t => t.Sequence == Token.NoPlace)],
        AttentionMask = [.. tokens.Select(_ => 1)],
    };
}
