using System.Text.Json.Nodes;
using FineTuneTrainer.Core.ChatTemplates;

namespace FineTuneTrainer.Core.Tests.ChatTemplates;

public sealed class JinjaTests
{
    /// <summary>What Jinja can and chat templates do not use; it is refused by name.</summary>
    private static readonly string[] NotSupported = ["truncate", "xmlattr"];

    [Fact]
    public void Expressions_and_statements_are_those_of_Jinja()
    {
        JsonObject[] cases = [.. TemplateGolden.Expressions["cases"]!.AsArray().Cast<JsonObject>()];
        Assert.Equal(168, cases.Length);
        // The variable self prints an object of the library; templates have no use for it.
        Assert.Equal([], cases.Where(c => !c["template"]!.GetValue<string>().Contains("{{ self }}", StringComparison.Ordinal)).Select(Difference).OfType<string>());
    }

    [Theory]
    [InlineData("{{ x | nosuch }}", "filter 'nosuch'")]
    [InlineData("{{ x is nosuch }}", "test 'nosuch'")]
    [InlineData("a\n{% nosuch %}", "'nosuch' in line 2")]
    [InlineData("{% for x in [1] %}", "endfor")]
    [InlineData("{{ '{%s}' % 1 }}{{ 1 | truncate }}", "filter 'truncate'")]
    [InlineData("{% macro f(n) %}{{ f(n + 1) }}{% endmacro %}{{ f(0) }}", "too deep")]
    [InlineData("{% for a in range(90000) %}{% for b in range(90000) %}{% set c = 1 %}{% endfor %}{% endfor %}", "not come to an end")]
    [InlineData("{% set n = namespace(x='ab') %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}", "characters or items")]
    [InlineData("{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}", "characters or items")]
    [InlineData("{{ 'ab' * 99999999999 }}", "characters or items")]
    [InlineData("{{ 9 ** 9999999 }}", "too large")]
    public void What_is_wrong_is_named(string template, string expected) =>
        Assert.Contains(expected, Assert.Throws<ChatTemplateException>(() => Render(template)).Message);

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        string deep = new string('(', 100_000) + "1" + new string(')', 100_000);
        Assert.Contains("too deep", Assert.Throws<ChatTemplateException>(() => Render("{{ " + deep + " }}")).Message);
        Assert.Contains("too deep", Assert.Throws<ChatTemplateException>(() => Render(string.Concat(Enumerable.Repeat("{% if 1 %}", 100_000)))).Message);
        Assert.Contains("too deep", Assert.Throws<ChatTemplateException>(() => Render("{{ " + string.Concat(Enumerable.Repeat("not ", 200_000)) + "1 }}")).Message);
    }

    private static string? Difference(JsonObject row)
    {
        string template = TemplateGolden.Text(row, "template");
        string? expected = row["error"] is null && row["note"] is null && !NotSupported.Any(template.Contains) ? row["text"]!.GetValue<string>() : null;
        try
        {
            string actual = Render(template);
            return actual == expected ? null : $"{template}: '{expected ?? row["error"]?.ToString() ?? "a refusal"}' expected, was '{actual}'";
        }
        catch (ChatTemplateException e)
        {
            return expected is null ? null : $"{template}: '{expected}' expected, was {e.Message}";
        }
    }

    private static string Render(string template) => ChatTemplate.Parse(template).Render(new ChatInput
    {
        Messages = [],
        Variables = (JsonObject)TemplateGolden.Expressions["context"]!.DeepClone(),
        Now = DateTimeOffset.Parse(TemplateGolden.Text(TemplateGolden.Expressions, "now") + "Z"),
    }).Text;
}
