using FineTuneTrainer.Core.ChatTemplates;
using FineTuneTrainer.Core.Tests.Models;

namespace FineTuneTrainer.Core.Tests.ChatTemplates;

public sealed class ChatTemplateFilesTests
{
    private static readonly ChatInput Empty = new() { Messages = [] };

    [Fact]
    public void A_file_of_its_own_wins()
    {
        var folder = new MemoryFolder();
        Assert.Null(ChatTemplateFiles.Load(folder));
        folder.Put("tokenizer_config.json", """{"chat_template": "config"}"""u8.ToArray());
        Assert.Equal("config", ChatTemplateFiles.Load(folder)!.Render(Empty).Text);
        folder.Put("chat_template.json", """{"chat_template": "json"}"""u8.ToArray());
        Assert.Equal("json", ChatTemplateFiles.Load(folder)!.Render(Empty).Text);
        folder.Put("chat_template.jinja", "file"u8.ToArray());
        Assert.Equal("file", ChatTemplateFiles.Load(folder)!.Render(Empty).Text);
    }

    [Fact]
    public void Of_several_templates_one_is_taken_by_its_name()
    {
        var folder = new MemoryFolder();
        folder.Put("tokenizer_config.json", """{"chat_template": [{"name": "default", "template": "plain"}, {"name": "tool_use", "template": "tools"}]}"""u8.ToArray());
        Assert.Equal("plain", ChatTemplateFiles.Load(folder)!.Render(Empty).Text);
        Assert.Equal("tools", ChatTemplateFiles.Load(folder, "tool_use")!.Render(Empty).Text);
        Assert.Null(ChatTemplateFiles.Load(folder, "rag"));
    }

    [Fact]
    public void A_file_that_is_no_JSON_is_refused()
    {
        var folder = new MemoryFolder();
        folder.Put("tokenizer_config.json", "{"u8.ToArray());
        Assert.Contains("tokenizer_config.json", Assert.Throws<InvalidDataException>(() => ChatTemplateFiles.Load(folder)).Message);
    }
}
