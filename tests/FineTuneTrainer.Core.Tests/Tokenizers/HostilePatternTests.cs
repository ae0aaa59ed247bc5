using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tokenizers.Patterns;

namespace FineTuneTrainer.Core.Tests.Tokenizers;

/// <summary>A regular expression of a hostile tokenizer.json ends in a message, never in the process.</summary>
public sealed class HostilePatternTests
{
    [Fact]
    public void Groups_nested_too_deep_are_refused() =>
        Assert.Throws<InvalidDataException>(() => new RegexPattern(new string('(', 1_000_000) + "a" + new string(')', 1_000_000)));

    [Fact]
    public void Counted_groups_that_multiply_are_refused()
    {
        var refusal = Assert.Throws<InvalidDataException>(() => new RegexPattern("(?:(?:(?:ab){1000}){1000}){1000}"));
        Assert.Contains("100,000 steps", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_repeated_beyond_the_stack_is_refused() =>
        Assert.Throws<ModelIncompatibleException>(() => new RegexPattern("(?:ab)+").Find(string.Concat(Enumerable.Repeat("ab", 5_000_000)), 0, out _));
}
