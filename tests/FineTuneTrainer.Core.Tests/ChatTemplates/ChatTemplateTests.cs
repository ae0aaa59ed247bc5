using System.Text.Json.Nodes;
using FineTuneTrainer.Core.ChatTemplates;
using FineTuneTrainer.Core.Tests.Tokenizers;
using FineTuneTrainer.Core.Tokenizers;

namespace FineTuneTrainer.Core.Tests.ChatTemplates;

public sealed class ChatTemplateTests
{
    public static TheoryData<string> Names => [.. TemplateGolden.Names];

    [Fact]
    public void There_are_20_templates_with_1110_renderings()
    {
        Assert.Equal(20, TemplateGolden.Names.Length);
        Assert.Equal(1110, TemplateGolden.Names.Sum(n => TemplateGolden.Of(n).Count()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Conversations_are_rendered_and_encoded_as_transformers_does(string name)
    {
        ChatTemplate template = TemplateGolden.Load(name);
        Tokenizer tokenizer = TokenizerGolden.Load(TemplateGolden.Text((JsonObject)TemplateGolden.Cases["tokenizers"]!, name));
        Assert.Equal([], TemplateGolden.Of(name).Select(row => Difference(template, tokenizer, row)).OfType<string>());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_the_assistant_writes_is_found_by_rendering_prefixes(string name)
    {
        ChatTemplate template = TemplateGolden.Load(name);
        Assert.Equal([], TemplateGolden.Of(name).Where(r => r["assistant"] is JsonArray).SelectMany(row =>
        {
            ChatInput input = TemplateGolden.Input(row);
            JsonObject[] expected = [.. row["assistant"]!.AsArray().Cast<JsonObject>()];
            if (expected.Any(e => TemplateGolden.Text(e, "verdict") is "refuse" or "error"))
            {
                Assert.Throws<ChatTemplateException>(() => AssistantSpans.Of(template, input));
                return [];
            }

            string whole = template.Render(input).Text;
            string actual = string.Join(' ', AssistantSpans.Of(template, input).Select(s => Show(s.Message, Points(s.OwnSample ?? whole, s.Start), Points(s.OwnSample ?? whole, s.End), s.OwnSample is not null)));
            string wanted = string.Join(' ', expected.Select(e => Show(e["message"]!.GetValue<int>(), e["span"]![0]!.GetValue<int>(), e["span"]![1]!.GetValue<int>(), e["own_sample"] is not null)));
            return wanted == actual ? [] : new[] { $"{TemplateGolden.Text(row, "conversation")}: {wanted} expected, was {actual}" };
        }));
    }

    [Fact]
    public void Of_an_answer_only_the_turns_behind_its_prompt_are_learned()
    {
        var template = ChatTemplate.Parse("{% for m in messages %}<{{ m.role }}>{{ m.content }};{% endfor %}{% if add_generation_prompt %}<assistant>{% endif %}");
        var tokenizer = TokenizerGolden.Load("gpt2");
        JsonObject Says(string role, string content) => new() { ["role"] = role, ["content"] = content };
        ChatSample sample = new ChatEncoder(template, tokenizer).EncodeAnswer(new ChatInput { Messages = [Says("user", "one"), Says("assistant", "two"), Says("user", "three"), Says("assistant", "four")] }, 3);
        Assert.Equal("<user>one;<assistant>two;<user>three;<assistant>four;", tokenizer.Decode(sample.Ids));
        Assert.Equal("four;", tokenizer.Decode(sample.Ids.Where((_, i) => sample.Learned[i])));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_tokens_to_learn_are_those_of_the_assistant(string name)
    {
        ChatTemplate template = TemplateGolden.Load(name);
        var encoder = new ChatEncoder(template, TokenizerGolden.Load(TemplateGolden.Text((JsonObject)TemplateGolden.Cases["tokenizers"]!, name)));
        string key = template.MarksGeneration ? "generation_tokens" : "assistant_tokens";
        Assert.Equal([], TemplateGolden.Of(name).Where(r => r[key] is JsonArray).SelectMany(row =>
        {
            string wanted = row[key]!.ToJsonString();
            ChatInput input = TemplateGolden.Input(row);
            if (wanted == "[]")
            {
                Assert.Throws<ChatTemplateException>(() => encoder.Encode(input));
                return [];
            }

            ChatSample sample = encoder.Encode(input)[0];
            Assert.Equal(row["ids"]!.AsArray().Select(i => i!.GetValue<int>()), sample.Ids);
            string actual = Runs(sample.Learned);
            return wanted == actual ? [] : new[] { $"{TemplateGolden.Text(row, "conversation")}: {wanted} expected, was {actual}" };
        }));
    }

    [Theory]
    [InlineData("qwen3-thinking")]
    [InlineData("harmony")]
    public void A_message_that_later_ones_change_is_a_sample_of_its_own(string name)
    {
        var encoder = new ChatEncoder(TemplateGolden.Load(name), TokenizerGolden.Load(TemplateGolden.Text((JsonObject)TemplateGolden.Cases["tokenizers"]!, name)));
        int seen = 0;
        foreach (JsonObject row in TemplateGolden.Of(name).Where(r => r["assistant"] is JsonArray list && list.All(e => e!["tokens"] is not null || e["verdict"]!.GetValue<string>() == "ok")))
        {
            JsonObject[] own = [.. row["assistant"]!.AsArray().Cast<JsonObject>().Where(e => e["own_sample"] is not null)];
            IReadOnlyList<ChatSample> samples = encoder.Encode(TemplateGolden.Input(row));
            Assert.Equal(own.Select(e => e["tokens"]!.ToJsonString()), samples.TakeLast(own.Length).Select(s => Runs(s.Learned)));
            seen += own.Length;
        }

        Assert.True(seen > 0);
    }

    [Fact]
    public void A_conversation_without_the_assistant_has_nothing_to_learn()
    {
        var encoder = new ChatEncoder(TemplateGolden.Load("chatml"), TokenizerGolden.Load("qwen2"));
        JsonObject row = TemplateGolden.Of("chatml").First(r => TemplateGolden.Text(r, "conversation") == "single");
        Assert.Contains("nothing to learn", Assert.Throws<ChatTemplateException>(() => encoder.Encode(TemplateGolden.Input(row) with { AddGenerationPrompt = false })).Message);
    }

    private static string? Difference(ChatTemplate template, Tokenizer tokenizer, JsonObject row)
    {
        string id = $"{TemplateGolden.Text(row, "conversation")} {TemplateGolden.Text(row, "mode")}";
        string actual;
        try
        {
            actual = template.Render(TemplateGolden.Input(row)).Text;
        }
        catch (ChatTemplateException e)
        {
            return row["error"] is null ? $"{id}: {e.Message}" : row["type"]!.GetValue<string>() == "TemplateError" && row["error"]!.GetValue<string>() != e.Message ? $"{id}: {row["error"]} expected, was {e.Message}" : null;
        }

        if (row["error"] is not null) return $"{id}: {row["error"]} expected, was '{actual}'";
        if (TemplateGolden.Text(row, "text") != actual) return $"{id}: '{row["text"]}' expected, was '{actual}'";
        int[] ids = tokenizer.EncodeIds(actual);
        return row["ids"]!.AsArray().Select(i => i!.GetValue<int>()).SequenceEqual(ids) ? null : $"{id}: other ids";
    }

    private static string Show(int message, int start, int end, bool own) => $"{message}:{start}-{end}{(own ? " own" : "")}";

    private static int Points(string text, int units) => text[..units].EnumerateRunes().Count();

    private static string Runs(bool[] mask)
    {
        var runs = new JsonArray();
        for (int i = 0; i < mask.Length; i++)
        {
            int start = i;
            while (i < mask.Length && mask[i]) i++;
            if (i > start) runs.Add((JsonNode)new JsonArray(start, i));
        }

        return runs.ToJsonString();
    }
}
