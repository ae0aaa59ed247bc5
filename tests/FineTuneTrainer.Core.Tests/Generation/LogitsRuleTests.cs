using FineTuneTrainer.Core.Generation;
using FineTuneTrainer.Core.Generation.Rules;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tests.Kernels;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tests.Generation;

/// <summary>Each rule changes exactly what it is for.</summary>
[Collection(TorchCollection.Name)]
public sealed class LogitsRuleTests
{
    private const float No = float.NegativeInfinity;

    [Fact]
    public void What_occurred_becomes_less_likely_on_either_side_of_zero() =>
        Assert.Equal([1, -4, 3, -2], Apply(new RepetitionPenalty(2), [2, -2, 3, -1], [0, 1, 3, 3]));

    [Fact]
    public void A_pair_does_not_come_twice() => Assert.Equal([1, 1, No, 1], Apply(new NoRepeatNgram(2), [1, 1, 1, 1], [3, 1, 2, 0, 1]));

    [Fact]
    public void A_row_shorter_than_the_sequence_is_free() => Assert.Equal([1, 1, 1, 1], Apply(new NoRepeatNgram(3), [1, 1, 1, 1], [3, 3]));

    [Fact]
    public void A_forbidden_word_cannot_be_completed_and_a_forbidden_token_never_comes() =>
        Assert.Equal([1, No, 1, No], Apply(new BadWords([[1], [2, 0, 3], [3, 2]]), [1, 1, 1, 1], [2, 0]));

    [Theory]
    [InlineData(1, No)]
    [InlineData(2, 1f)]
    public void No_text_ends_too_early(int made, float end) =>
        Assert.Equal([1, 1, end, end], Apply(new MinNewTokens(2, promptLength: 3, [2, 3]), [1, 1, 1, 1], [0, 0, 0, .. Enumerable.Repeat(1L, made)]));

    [Theory]
    [InlineData(2, new[] { No, 0, No, No })]
    [InlineData(3, new[] { 1f, 1, 1, 1 })]
    public void A_token_is_forced_at_its_place_alone(int length, float[] expected) =>
        Assert.Equal(expected, Apply(new ForcedToken(1, length: 2), [1, 1, 1, 1], [.. Enumerable.Repeat(0L, length)]));

    [Fact]
    public void Settings_out_of_bounds_are_refused_all_at_once()
    {
        var problems = Assert.Throws<ModelIncompatibleException>(() => new GenerationSettings { MaxNewTokens = 0, NumBeams = 2, NumReturnSequences = 3, RepetitionPenalty = 0 }.Check()).Problems;
        Assert.Equal(3, problems.Count);
    }

    private static float[] Apply(ILogitsRule rule, float[] scores, long[] row)
    {
        using var scope = NewDisposeScope();
        var changed = tensor(scores, [1, scores.Length]);
        rule.Apply(changed, [row]);
        return [.. changed.data<float>()];
    }
}
