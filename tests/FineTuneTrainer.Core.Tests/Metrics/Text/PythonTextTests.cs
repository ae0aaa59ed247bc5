using FineTuneTrainer.Core.Metrics.Text;

namespace FineTuneTrainer.Core.Tests.Metrics.Text;

public sealed class PythonTextTests
{
    [Theory]
    [InlineData(6.25, 1, "6.2")]
    [InlineData(0.25, 1, "0.2")]
    [InlineData(0.35, 1, "0.3")]
    [InlineData(0.0625, 3, "0.062")]
    [InlineData(70.65879330191443, 2, "70.66")]
    public void Halves_go_to_the_even_digit(double value, int digits, string text) => Assert.Equal(text, PythonText.Fixed(value, digits));

    [Fact]
    public void Words_end_at_every_white_space_of_Python() => Assert.Equal(["a", "b", "c", "d"], PythonText.Words(" a\u001Cb\u00A0c\u3000 d\n"));

    [Fact]
    public void Lower_case_is_Python_s() => Assert.Equal("i\u0307x \u03BF\u03B4\u03CC\u03C2 \u03C3\u03B1", PythonText.Lower("\u0130X \u039F\u0394\u038C\u03A3 \u03A3\u0391"));
}
