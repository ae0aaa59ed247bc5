using System.Globalization;

namespace FineTuneTrainer.Core.Metrics.Text;

/// <summary>Settings of BLEU with sacreBLEU's defaults.</summary>
public sealed record BleuOptions
{
    /// <summary>The tokenizer of hypotheses and references.</summary>
    public BleuTokenizer Tokenizer { get; init; } = BleuTokenizer.Mteval13a;

    /// <summary>Compare in lower case.</summary>
    public bool LowerCase { get; init; }

    /// <summary>What happens to an order without a match.</summary>
    public BleuSmoothing Smoothing { get; init; } = BleuSmoothing.Exponential;

    /// <summary>The number of <see cref="BleuSmoothing.Floor"/> (default 0.1) or <see cref="BleuSmoothing.AddK"/> (default 1).</summary>
    public double? SmoothingValue { get; init; }

    /// <summary>Leave orders out that a hypothesis is too short for; right for single sentences.</summary>
    public bool EffectiveOrder { get; init; }

    internal double Smoother => SmoothingValue ?? (Smoothing == BleuSmoothing.Floor ? 0.1 : 1);

    /// <summary>sacreBLEU's signature, by which scores can be compared between papers; its version is the one whose numbers these are.</summary>
    public string Signature(int references) => string.Create(
        CultureInfo.InvariantCulture,
        $"nrefs:{references}|case:{(LowerCase ? "lc" : "mixed")}|eff:{(EffectiveOrder ? "yes" : "no")}|tok:{BleuTokens.NameOf(Tokenizer)}|smooth:{SmoothingName}|version:2.6.0");

    private string SmoothingName => Smoothing switch
    {
        BleuSmoothing.Exponential => "exp",
        BleuSmoothing.None => "none",
        BleuSmoothing.Floor => $"floor[{PythonText.Fixed(Smoother, 2)}]",
        _ => $"add-k[{PythonText.Fixed(Smoother, 2)}]",
    };
}
