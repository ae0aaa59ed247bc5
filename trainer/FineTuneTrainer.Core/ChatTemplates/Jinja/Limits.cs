using System.Numerics;
using System.Runtime.CompilerServices;

namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>What a template may ask for; it comes with a model, and must not take the program's memory or stack.</summary>
internal static class Limits
{
    /// <summary>The most characters of a text, or items of a list.</summary>
    public const int MostItems = 20_000_000;

    private const int MostBits = 1 << 20;

    public static void Size(BigInteger size)
    {
        if (size > MostItems) throw new ChatTemplateException($"The chat template makes a value of {size} characters or items; {MostItems} are allowed.");
    }

    public static void Power(BigInteger number, BigInteger exponent)
    {
        if (number.GetBitLength() * exponent > MostBits) throw new ChatTemplateException("The chat template makes a number that is too large.");
    }

    public static void Depth()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw new ChatTemplateException("The chat template is nested too deep.");
    }
}
