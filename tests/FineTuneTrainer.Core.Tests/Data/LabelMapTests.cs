using FineTuneTrainer.Core.Data;

namespace FineTuneTrainer.Core.Tests.Data;

public sealed class LabelMapTests
{
    [Fact]
    public void Labels_are_in_ordinal_order() => Assert.Equal(["B", "a", "b", "é"], Map("b", "a", "é", "B", "a").Labels);

    [Fact]
    public void Numbers_are_in_the_order_of_numbers() => Assert.Equal(["-1", "2", "10"], Map("10", "2", "-1", "2").Labels);

    [Fact]
    public void A_single_word_makes_numbers_words() => Assert.Equal(["10", "2", "x"], Map("10", "2", "x").Labels);

    [Fact]
    public void Only_known_labels_have_an_index()
    {
        LabelMap map = Map("no", "yes");
        Assert.Equal((1, null), (map.IndexOf("yes"), map.IndexOf("Yes")));
    }

    [Fact]
    public void A_label_unseen_in_training_is_a_problem()
    {
        DataProblem problem = Assert.Single(Map("no", "yes").Unknown([new Row("x", "yes", 2), new Row("y", "maybe", 3)], "test.csv"));
        Assert.Equal("test.csv, row 3: label 'maybe' does not occur in the training data (training labels: no, yes)", problem.ToString());
    }

    [Fact]
    public void Maps_are_equal_by_their_labels() => Assert.Equal(Map("a", "b"), Map("b", "a"));

    private static LabelMap Map(params string[] labels) => LabelMap.Of(labels.Select((l, i) => new Row("x", l, i + 2)));
}
