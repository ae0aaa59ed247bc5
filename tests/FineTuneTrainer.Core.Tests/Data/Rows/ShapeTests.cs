using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Data.Formats;
using FineTuneTrainer.Core.Data.Rows;

namespace FineTuneTrainer.Core.Tests.Data.Rows;

public sealed class ShapeTests
{
    private static readonly JsonlFormat Jsonl = new();
    private static readonly CsvFormat Csv = new();

    [Fact]
    public void Pairs_of_texts_are_read() =>
        Assert.Equal(new Row("a", "yes", 2) { Pair = "b" }, DataText.Rows(new TextShape("one", "label", "two"), DataText.File("one,two,label\na,b,yes\n", Csv))[0]);

    [Fact]
    public void Labels_come_as_a_list_or_with_separators()
    {
        MultiLabelRow[] rows = [
            .. DataText.Rows(new MultiLabelShape(), DataText.File("text,labels\nx,a; b\ny,\n", Csv)),
            .. DataText.Rows(new MultiLabelShape(), DataText.File("{\"text\":\"x\",\"labels\":[\"a\",\"b\"]}\n{\"text\":\"y\",\"labels\":[]}", Jsonl))];
        Assert.Equal(["a b", "", "a b", ""], rows.Select(r => string.Join(' ', r.Labels)));
        Assert.Equal("f, row 2, column 'labels': the label 'a' is given 2 times", DataText.Problems(new MultiLabelShape(), DataText.File("text,labels\nx,a;a\n", Csv))[0]);
    }

    [Theory]
    [InlineData("3.5", null)]
    [InlineData("-1e-3", null)]
    [InlineData("3,5", "'3,5' is not a number")]
    [InlineData("NaN", "'NaN' is not a number")]
    [InlineData("", "the label is missing")]
    public void Scores_are_numbers(string score, string? message)
    {
        string?[] messages = [.. DataText.Check(new ScoredShape(), DataText.File($"text,label\nx,\"{score}\"\n", Csv)).Problems.Select(p => p.Message)];
        Assert.Equal(message is null ? [] : [message], messages);
    }

    [Fact]
    public void The_sample_s_translations_are_read()
    {
        Seq2SeqRow[] rows = DataText.Rows(new Seq2SeqShape(), DataText.Golden(Jsonl, "translation", "validation.jsonl"));
        Assert.Equal(40, rows.Length);
        Assert.Equal(("x", "y"), DataText.Rows(new Seq2SeqShape("translation.en", "translation.de"), DataText.File("{\"translation\":{\"en\":\"x\",\"de\":\"y\"}}", Jsonl)).Select(r => (r.Source, r.Target)).Single());
    }

    [Fact]
    public void The_sample_s_preferences_are_read()
    {
        PreferenceRow[] rows = DataText.Rows(new PreferenceShape(), DataText.Golden(Jsonl, "preferences", "validation.jsonl"));
        Assert.Equal(15, rows.Length);
        Assert.All(rows, r => Assert.Equal((Role.User, Role.Assistant, Role.Assistant), (r.Prompt[0].Role, r.Chosen[0].Role, r.Rejected[0].Role)));
    }

    [Fact]
    public void What_both_conversations_begin_with_is_the_prompt()
    {
        const string Json = "{\"chosen\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"good\"}],\"rejected\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"bad\"}]}";
        PreferenceRow row = DataText.Rows(new PreferenceShape(), DataText.File(Json, Jsonl))[0];
        Assert.Equal(("q", "good", "bad"), (row.Prompt.Single().Content, row.Chosen.Single().Content, row.Rejected.Single().Content));
    }

    [Theory]
    [InlineData("{\"prompt\":\"q\",\"chosen\":\"a\",\"rejected\":\"a\"}", "f, row 1, column 'rejected': chosen and rejected are the same (a pair needs two different answers)")]
    [InlineData("{\"chosen\":\"a\",\"rejected\":\"b\"}", "f, row 1, column 'prompt': there is no prompt (give a prompt, or conversations that begin alike)")]
    [InlineData("{\"prompt\":\"q\",\"chosen\":\"\",\"rejected\":\"b\"}", "f, row 1, column 'chosen': the chosen is empty (write the chosen, or remove the row)")]
    public void A_pair_that_teaches_nothing_is_told(string json, string problem) => Assert.Equal(problem, DataText.Problems(new PreferenceShape(), DataText.File(json, Jsonl))[0]);

    [Fact]
    public void The_sample_s_table_is_read()
    {
        TabularRow[] rows = DataText.Rows(new TabularShape("species"), DataText.Golden(Csv, "iris", "test.csv"));
        Assert.Equal(30, rows.Length);
        Assert.All(rows, r => Assert.Equal(4, r.Features.Count));
        TabularRow chosen = DataText.Rows(new TabularShape("species", ["petal_width", "sepal_length"]), DataText.Golden(Csv, "iris", "test.csv"))[0];
        Assert.Equal([rows[0].Features[3], rows[0].Features[0]], chosen.Features);
    }

    [Fact]
    public void Values_that_are_no_numbers_are_told_with_their_column() =>
        Assert.Equal(
            [
                "f, row 2, column 'b': 'x' is not a number (write numbers like 3.5, with a point and without units)",
                "f, row 3, column 'a': the value is missing (write numbers like 3.5, with a point and without units)",
            ],
            DataText.Problems(new TabularShape("label"), DataText.File("a,b,label\n1,x,p\n,2,q\n", Csv)));
}
