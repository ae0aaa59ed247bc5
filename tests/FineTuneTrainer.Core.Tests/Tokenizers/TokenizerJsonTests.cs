using System.Text.Json.Nodes;
using FineTuneTrainer.Core.Tests.Models;
using FineTuneTrainer.Core.Tokenizers;

namespace FineTuneTrainer.Core.Tests.Tokenizers;

public sealed class TokenizerJsonTests
{
    [Theory]
    [InlineData("normalizer", """{"type":"Romanize"}""", "normalizer 'Romanize'")]
    [InlineData("normalizer", """{"type":"Sequence","normalizers":[{"type":"Lowercase"},{"type":"Shout"}]}""", "normalizer 'Shout'")]
    [InlineData("pre_tokenizer", """{"type":"Syllables"}""", "pre_tokenizer 'Syllables'")]
    [InlineData("pre_tokenizer", """{"pattern":{"String":"a"}}""", "pre_tokenizer 'without a type'")]
    [InlineData("pre_tokenizer", """{"type":"Split","pattern":{"Regex":"(a)\\1"},"behavior":"Isolated"}""", "the escape '\\1'")]
    [InlineData("pre_tokenizer", """{"type":"Split","pattern":{"Regex":"a"},"behavior":"Glued"}""", "behavior 'Glued'")]
    [InlineData("post_processor", """{"type":"PairwiseProcessing"}""", "post_processor 'PairwiseProcessing'")]
    [InlineData("decoder", """{"type":"Sequence","decoders":[{"type":"Fuse"},{"type":"Chant"}]}""", "decoder 'Chant'")]
    [InlineData("model", """{"type":"Phrase","vocab":{}}""", "model 'Phrase'")]
    [InlineData("model", """{"type":"BPE","dropout":0.1,"vocab":{},"merges":[]}""", "BPE 'dropout'")]
    [InlineData("model", """{"type":"BPE","vocab":{"a":0,"b":1},"merges":["a b"]}""", "merge of 'a' and 'b'")]
    [InlineData("model", """{"type":"WordPiece","unk_token":"[UNK]","vocab":{"a":0}}""", "unknown token '[UNK]'")]
    [InlineData("model", """{"type":"WordLevel","unk_token":"a","vocab":{"a":2000000000}}""", "id 2000000000 of 'a'")]
    [InlineData("added_tokens", """[{"id":-1,"content":"<x>"}]""", "id -1 of '<x>'")]
    public void An_unknown_or_wrong_element_is_refused_by_name(string element, string value, string expected)
    {
        JsonNode json = Json();
        json[element] = JsonNode.Parse(value);
        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => Load(json)).Message);
    }

    [Fact]
    public void A_file_that_is_no_JSON_is_refused() =>
        Assert.Throws<InvalidDataException>(() => TokenizerGolden.OfJson("{"u8.ToArray()));

    [Fact]
    public void A_model_without_tokenizer_files_is_refused() =>
        Assert.Throws<InvalidDataException>(() => TokenizerFiles.Load(new MemoryFolder()));

    [Fact]
    public void Added_tokens_take_white_space_with_them_and_match_whole_words()
    {
        Tokenizer tokenizer = Load(Json());
        Assert.Equal("[CLS] my <strip> order [SEP]", Words(tokenizer, "my  <strip>  order"));
        Assert.Equal("[CLS] my ORD [SEP]", Words(tokenizer, "MY ORD"));
        Assert.Equal("[CLS] [UNK] [SEP]", Words(tokenizer, "myord"));
        Assert.Equal("[CLS] <strip> <strip>per [SEP]", Words(tokenizer, "<strip><strip>per"));
    }

    [Fact]
    public void Ids_may_have_gaps() => Assert.Equal([11, 900, 12], Load(Json()).Encode("order", 8).Ids);

    [Fact]
    public void The_template_may_hold_several_tokens_and_segment_ids()
    {
        JsonNode json = Json();
        json["post_processor"]!["single"] = JsonNode.Parse("""[{"Sequence":{"id":"A","type_id":1}},{"SpecialToken":{"id":"[SEP]","type_id":2}},{"SpecialToken":{"id":"[SEP]","type_id":3}}]""");
        Encoding encoding = Load(json).Encode("my order", 9);
        Assert.Equal([20, 900, 12, 12], encoding.Ids);
        Assert.Equal([1, 1, 2, 3], encoding.TypeIds);
    }

    private static string Words(Tokenizer tokenizer, string text) => string.Join(' ', tokenizer.Tokens(tokenizer.Encode(text, 64).Ids));

    private static Tokenizer Load(JsonNode json) => TokenizerGolden.OfJson(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()));

    private static JsonNode Json() => JsonNode.Parse("""
        {
          "added_tokens": [
            {"id": 30, "content": "<strip>", "single_word": false, "lstrip": true, "rstrip": true, "normalized": false, "special": true},
            {"id": 31, "content": "<strip>per", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": false},
            {"id": 32, "content": "ORD", "single_word": true, "lstrip": false, "rstrip": false, "normalized": true, "special": false}
          ],
          "normalizer": {"type": "Sequence", "normalizers": [{"type": "Lowercase"}]},
          "pre_tokenizer": {"type": "BertPreTokenizer"},
          "post_processor": {
            "type": "TemplateProcessing",
            "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
            "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [11]}, "[SEP]": {"id": "[SEP]", "ids": [12]}}
          },
          "model": {
            "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100,
            "vocab": {"[PAD]": 0, "[UNK]": 10, "[CLS]": 11, "[SEP]": 12, "my": 20, "order": 900}
          }
        }
        """)!;
}
