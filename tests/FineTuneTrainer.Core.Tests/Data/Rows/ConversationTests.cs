using FineTuneTrainer.Core.Data.Formats;
using FineTuneTrainer.Core.Data.Rows;

namespace FineTuneTrainer.Core.Tests.Data.Rows;

public sealed class ConversationTests
{
    private static readonly JsonlFormat Jsonl = new();

    [Fact]
    public void The_sample_s_conversations_are_read()
    {
        ConversationRow[] rows = DataText.Rows(MessagesShape.Of(), DataText.Golden(Jsonl, "instructions", "validation.jsonl"));
        Assert.Equal(20, rows.Length);
        Assert.All(rows, r => Assert.Equal(Role.Assistant, r.Messages[^1].Role));
        Assert.Equal(4, rows.Count(r => r.Messages.Count(m => m.Role is Role.User or Role.Assistant) >= 4));
    }

    [Theory]
    [InlineData("{\"messages\":[{\"role\":\"system\",\"content\":\"s\"},{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"a\"}]}", "messages")]
    [InlineData("{\"messages\":[{\"role\":\"developer\",\"content\":[{\"type\":\"text\",\"text\":\"s\"}]},{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"a\"}]}", "messages")]
    [InlineData("{\"conversations\":[{\"from\":\"human\",\"value\":\"q\"},{\"from\":\"gpt\",\"value\":\"a\"}],\"system\":\"s\"}", "sharegpt")]
    [InlineData("{\"system\":\"s\",\"instruction\":\"q\",\"input\":\"\",\"output\":\"a\"}", "alpaca")]
    [InlineData("{\"prompt\":[{\"role\":\"system\",\"content\":\"s\"},{\"role\":\"user\",\"content\":\"q\"}],\"completion\":\"a\"}", "prompt-completion")]
    public void Every_form_becomes_the_same_row(string json, string form) =>
        Assert.Equal([new Message(Role.System, "s"), new Message(Role.User, "q"), new Message(Role.Assistant, "a")], DataText.Rows(Shape(form), DataText.File(json, Jsonl))[0].Messages);

    [Fact]
    public void Alpaca_s_input_follows_the_instruction_on_a_new_line() =>
        Assert.Equal("Add.\n1 2", DataText.Rows(new AlpacaShape(), DataText.File("instruction,input,output\nAdd.,1 2,3\n", new CsvFormat()))[0].Messages[0].Content);

    [Theory]
    [InlineData("{\"messages\":\"hi\"}", "messages", "the messages are not a list")]
    [InlineData("{\"messages\":[]}", "messages", "there are no messages")]
    [InlineData("{\"messages\":[{\"role\":\"user\",\"content\":\"q\"}]}", "messages", "no message is the assistant's")]
    [InlineData("{\"messages\":[{\"role\":\"assistant\",\"content\":\"a\"},{\"role\":\"user\",\"content\":\"q\"}]}", "messages", "the last message is not the assistant's")]
    [InlineData("{\"messages\":[{\"role\":\"bot\",\"content\":\"a\"}]}", "messages", "message 1 has the unknown role 'bot'")]
    [InlineData("{\"messages\":[{\"content\":\"a\"}]}", "messages", "message 1 has no 'role'")]
    [InlineData("{\"messages\":[{\"role\":\"assistant\"}]}", "messages", "message 1 has no 'content'")]
    [InlineData("{\"messages\":[{\"role\":\"assistant\",\"content\":\" \"}]}", "messages", "message 1 is empty")]
    [InlineData("{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image\"}]},{\"role\":\"assistant\",\"content\":\"a\"}]}", "messages", "message 1 has a part of the type 'image'")]
    [InlineData("{\"messages\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"system\",\"content\":\"s\"},{\"role\":\"assistant\",\"content\":\"a\"}]}", "messages", "message 2 is the system's")]
    [InlineData("{\"conversations\":[{\"from\":\"system\",\"value\":\"s\"},{\"from\":\"gpt\",\"value\":\"a\"}],\"system\":\"s\"}", "sharegpt", "there are two system messages")]
    [InlineData("{\"instruction\":\"q\",\"output\":\"\"}", "alpaca", "the output is empty")]
    [InlineData("{\"prompt\":\"q\"}", "prompt-completion", "no line has the field 'completion'; the fields are: prompt")]
    public void A_fault_is_told(string json, string form, string message)
    {
        DataReport report = DataText.Check(Shape(form), DataText.File(json, Jsonl));
        Assert.Equal(message, report.Problems[0].Message);
        Assert.Equal(0, report.Rows);
    }

    private static IRowShape<ConversationRow> Shape(string form) => form switch
    {
        "messages" => MessagesShape.Of(),
        "sharegpt" => MessagesShape.ShareGpt(),
        "alpaca" => new AlpacaShape(),
        _ => new PromptCompletionShape(),
    };
}
