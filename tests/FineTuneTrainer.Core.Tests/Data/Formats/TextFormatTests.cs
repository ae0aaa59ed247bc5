using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Data.Formats;
using FineTuneTrainer.Core.Data.Rows;

namespace FineTuneTrainer.Core.Tests.Data.Formats;

public sealed class TextFormatTests
{
    private const string Text = "\uFEFFone\r\ntwo\n\n \nthree\n";

    [Fact]
    public void Each_line_is_a_row_with_its_number() =>
        Assert.Equal([new Row("one", null, 1), new Row("two", null, 2), new Row("three", null, 5)], DataText.Rows(new TextShape(), DataText.File(Text, new TextFormat(TextUnit.Line))));

    [Fact]
    public void Each_paragraph_is_a_row() =>
        Assert.Equal([new Row("one\ntwo", null, 1), new Row("three", null, 5)], DataText.Rows(new TextShape(), DataText.File(Text, new TextFormat(TextUnit.Paragraph))));

    [Fact]
    public void Another_column_is_refused() =>
        Assert.Equal("f, column 'label': a text file has no column 'label' (its one column is 'text')", DataText.Problems(new TextShape("text", "label"), DataText.File("x", new TextFormat(TextUnit.Line)))[0]);
}
