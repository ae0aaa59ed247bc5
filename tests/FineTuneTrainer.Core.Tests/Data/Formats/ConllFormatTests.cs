using FineTuneTrainer.Core.Data.Formats;
using FineTuneTrainer.Core.Data.Rows;

namespace FineTuneTrainer.Core.Tests.Data.Formats;

public sealed class ConllFormatTests
{
    [Fact]
    public void The_sample_s_sentences_are_read()
    {
        TokenRow[] rows = DataText.Rows(new TokenShape(), DataText.Golden(new ConllFormat(), "ner", "validation.conll"));
        Assert.Equal(25, rows.Length);
        Assert.Equal(1, rows[0].Number);
        Assert.Equal(rows[0].Number + rows[0].Tokens.Count + 1, rows[1].Number);
    }

    [Fact]
    public void Columns_are_chosen_and_what_is_no_sentence_is_skipped()
    {
        const string Text = "-DOCSTART- -X- O O\n\n# sent_id = 1\nEU NNP B-NP B-ORG\nrejects VBZ B-VP O\n\n#\t.\tO\tO\nx\t.\tO\tB-A\n";
        TokenRow[] rows = DataText.Rows(new TokenShape(), DataText.File(Text, new ConllFormat()));
        Assert.Equal(["EU rejects", "# x"], rows.Select(r => string.Join(' ', r.Tokens)));
        Assert.Equal(["B-ORG O", "O B-A"], rows.Select(r => string.Join(' ', r.Tags)));
        TokenRow chunks = DataText.Rows(new TokenShape(), DataText.File(Text, new ConllFormat(tagColumn: 2)))[0];
        Assert.Equal(["B-NP", "B-VP"], chunks.Tags);
    }

    [Fact]
    public void Every_fault_is_told_with_its_line()
    {
        string[] problems = DataText.Problems(new TokenShape(), DataText.File("a\tO\nb\nc\tI-X\n\nd\tB-X\ne\tI-Y\nf\tX\n", new ConllFormat()));
        Assert.Equal(
            [
                "f, row 2: the line has 1 column, too few for a token and its tag (separate columns by a tab; separate sentences by a blank line)",
                "f, row 3, column 'tags': 'I-X' follows 'O' (an entity starts with B-X)",
                "f, row 6, column 'tags': 'I-Y' follows 'B-X' (an entity starts with B-Y)",
                "f, row 7, column 'tags': 'X' is not a tag (tags are O, B-type and I-type)",
            ],
            problems);
    }

    [Fact]
    public void Other_tags_are_read_where_nothing_is_checked() =>
        Assert.Equal(["NOUN", "VERB"], DataText.Rows(new TokenShape(checkIob2: false), DataText.File("a NOUN\nb VERB", new ConllFormat()))[0].Tags);

    [Fact]
    public void Lists_of_tokens_and_tags_are_rows_too()
    {
        var shape = new TokenShape("words", "ner", oneTokenALine: false);
        const string Json = "{\"words\":[\"a\",\"b\"],\"ner\":[\"B-X\",\"I-X\"]}\n{\"words\":[\"a\"],\"ner\":[\"B-X\",\"O\"]}\n{\"words\":\"a\",\"ner\":[]}";
        Assert.Equal(
            ["f, row 2, column 'ner': 1 tokens have 2 tags (each token needs one tag)", "f, row 3, column 'words': the field 'words' is not a list"],
            DataText.Problems(shape, DataText.File(Json, new JsonlFormat())));
    }
}
