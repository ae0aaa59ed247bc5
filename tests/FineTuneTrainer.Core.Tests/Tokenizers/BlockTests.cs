using System.Text.Json;
using FineTuneTrainer.Core.Tokenizers;
using FineTuneTrainer.Core.Tokenizers.Decoders;
using FineTuneTrainer.Core.Tokenizers.Json;
using FineTuneTrainer.Core.Tokenizers.Pipeline;
using TestKit;
using Encoding = FineTuneTrainer.Core.Tokenizers.Encoding;

namespace FineTuneTrainer.Core.Tests.Tokenizers;

/// <summary>Each element of a pipeline alone, in a small tokenizer.json of its own.</summary>
public sealed class BlockTests
{
    private static readonly string Folder = RepositoryFiles.Golden("tokenizers", "blocks");

    public static TheoryData<string> Normalizers => Blocks("norm-");

    public static TheoryData<string> PreTokenizers => Blocks("pre-");

    public static TheoryData<string> Models => Blocks("model-");

    public static TheoryData<string> PostProcessors => Blocks("post-");

    public static TheoryData<string> Decoders => Blocks("dec-");

    public static TheoryData<string> AddedTokens => Blocks("added-");

    [Fact]
    public void There_are_165_blocks() => Assert.Equal(165, Blocks("").Count);

    [Theory]
    [MemberData(nameof(Normalizers))]
    public void Normalizers_change_text_and_keep_track_of_it(string block)
    {
        TokenizerParts parts = Parts(block);
        Tokenizer tokenizer = Load(block);
        var differing = Rows(block, "normalized").ToDictionary(r => r[0].GetString()!, r => r[1].GetString()!);
        foreach ((string id, string text) in TokenizerGolden.Texts.Where(t => t.Value.EnumerateRunes().Count() < 300))
        {
            string normal = string.Concat(Pieces(new TextPipeline([.. parts.Normalizers], [], []), text).Select(p => p.Piece));
            Assert.Equal($"{id} {differing.GetValueOrDefault(id, text)}", $"{id} {normal}");
        }

        Assert.Equal([], Rows(block, "encoded").SelectMany(row =>
        {
            string text = TokenizerGolden.Texts[Id(row)];
            return EncodingComparison.Differences(row, tokenizer.Encode(text), _ => text).Select(d => $"{Id(row)} {d}");
        }));
    }

    [Theory]
    [MemberData(nameof(PreTokenizers))]
    public void Pre_tokenizers_cut_text(string block)
    {
        var pipeline = new TextPipeline([], [.. Parts(block).PreTokenizers], []);
        Assert.Equal([], Rows(block, "pre_tokenized").SelectMany(row =>
        {
            string text = TokenizerGolden.Texts[Id(row)];
            var pieces = Pieces(pipeline, text);
            string expected = string.Join('|', row.GetProperty("pieces").EnumerateArray().Select(p => p.GetString()));
            string actual = string.Join('|', pieces.Select(p => p.Piece));
            int[] offsets = [.. pieces.SelectMany(p => new[] { Points(text, p.Start), Points(text, p.End) })];
            string places = string.Join(' ', TokenizerGolden.Ints(row.GetProperty("offsets")));
            return expected != actual ? [$"{Id(row)}: {expected} expected, was {actual}"]
                : places != string.Join(' ', offsets) ? new[] { $"{Id(row)}: {places} expected, was {string.Join(' ', offsets)}" } : [];
        }));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Models_cut_pieces_and_decode_them(string block)
    {
        Tokenizer tokenizer = Load(block);
        Assert.Equal([], Rows(block, "encoded").SelectMany(row =>
        {
            string text = TokenizerGolden.Texts[Id(row)];
            Encoding encoding = tokenizer.Encode(text);
            IEnumerable<string> differences = EncodingComparison.Differences(row, encoding, _ => text);
            string decoded = tokenizer.Decode(TokenizerGolden.Ints(row.GetProperty("ids")), skipSpecialTokens: false);
            if (decoded != row.GetProperty("decode").GetString()) differences = differences.Append($"decode: '{row.GetProperty("decode").GetString()}' expected, was '{decoded}'");
            return differences.Select(d => $"{Id(row)} {d}");
        }));
    }

    [Theory]
    [MemberData(nameof(PostProcessors))]
    public void Post_processors_put_tokens_around(string block)
    {
        Tokenizer tokenizer = Load(block);
        JsonElement cases = Cases(block);
        Assert.Equal(cases.GetProperty("added_single").GetInt32(), Parts(block).PostProcessor.Added(pair: false));
        Assert.Equal(cases.GetProperty("added_pair").GetInt32(), Parts(block).PostProcessor.Added(pair: true));
        var found = new List<string>();
        foreach (JsonElement row in Rows(block, "single"))
            found.AddRange(EncodingComparison.Differences(row, tokenizer.Encode(TokenizerGolden.Texts[Id(row)]), _ => TokenizerGolden.Texts[Id(row)]).Select(d => $"{Id(row)} {d}"));
        foreach ((string list, bool special) in new[] { ("pairs", true), ("pairs_without_special", false) })
        {
            int n = 0;
            foreach (JsonElement row in Rows(block, list))
            {
                string[] texts = [.. TokenizerGolden.Corpus.GetProperty("pairs")[n++].EnumerateArray().Select(t => t.GetString()!)];
                Encoding encoding = tokenizer.Encode(texts[0], texts[1], new EncodeOptions { AddSpecialTokens = special });
                found.AddRange(EncodingComparison.Differences(row, encoding, i => texts[encoding.SequenceIds[i]]).Select(d => $"{list} {n} {d}"));
            }
        }

        Assert.Equal([], found);
    }

    [Theory]
    [MemberData(nameof(Decoders))]
    public void Decoders_make_text_of_tokens(string block)
    {
        var decoder = new TokenDecoder(Parts(block).Decoders);
        foreach (JsonElement row in Rows(block, "decoded").Where(r => r.TryGetProperty("text", out _)))
            Assert.Equal(row.GetProperty("text").GetString(), decoder.Decode([.. row.GetProperty("tokens").EnumerateArray().Select(t => t.GetString()!)]));
    }

    [Theory]
    [MemberData(nameof(AddedTokens))]
    public void Added_tokens_are_found_in_text(string block)
    {
        Tokenizer tokenizer = Load(block);
        var found = new List<string>();
        foreach (JsonElement row in Rows(block, "encoded"))
        {
            string text = row.GetProperty("text").GetString()!;
            Encoding encoding = tokenizer.Encode(text);
            found.AddRange(EncodingComparison.Differences(row, encoding, _ => text).Select(d => $"'{text}' {d}"));
            int[] ids = TokenizerGolden.Ints(row.GetProperty("ids"));
            Assert.Equal(row.GetProperty("decode").GetString(), tokenizer.Decode(ids, skipSpecialTokens: false));
            Assert.Equal(row.GetProperty("decode_skip").GetString(), tokenizer.Decode(ids));
        }

        foreach (JsonElement row in Rows(block, "encoded_with_special_as_text"))
        {
            string text = row.GetProperty("text").GetString()!;
            int[] ids = tokenizer.EncodeIds(text, splitSpecialTokens: true);
            if (!ids.SequenceEqual(TokenizerGolden.Ints(row.GetProperty("ids")))) found.Add($"'{text}' with special tokens as text: {string.Join(' ', ids)}");
        }

        Assert.Equal([], found);
    }

    private static TheoryData<string> Blocks(string prefix) => [.. Directory.GetFiles(Folder, prefix + "*.cases.json")
        .Select(f => Path.GetFileName(f).Replace(".cases.json", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static TokenizerParts Parts(string block) => TokenizerJson.Read(new MemoryStream(Bytes(block)));

    private static Tokenizer Load(string block) => TokenizerGolden.OfJson(Bytes(block));

    private static byte[] Bytes(string block) => File.ReadAllBytes(Path.Combine(Folder, block + ".json"));

    private static JsonElement Cases(string block) => JsonElement.Parse(File.ReadAllBytes(Path.Combine(Folder, block + ".cases.json")));

    private static IEnumerable<JsonElement> Rows(string block, string list) => Cases(block).GetProperty(list).EnumerateArray();

    private static string Id(JsonElement row) => row.GetProperty("id").GetString()!;

    private static int Points(string text, int units) => text[..units].EnumerateRunes().Count();

    private static List<(string Piece, int Start, int End)> Pieces(TextPipeline pipeline, string text)
    {
        var workspace = new Workspace();
        pipeline.Run(text, tracks: true, splitsSpecial: false, workspace);
        MappedText flow = workspace.Flow.Text;
        return workspace.Flow.Pieces.ConvertAll(p => (flow.Slice(p.Start, p.Length).ToString(), flow.Span(p.Start, p.End).Start, flow.Span(p.Start, p.End).End));
    }
}
