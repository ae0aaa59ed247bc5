namespace FineTuneTrainer.Core.Losses.Policy;

/// <summary>Settings of policy losses, with TRL's defaults.</summary>
public sealed record PolicyLossOptions
{
    /// <summary>How token losses are weighed and averaged.</summary>
    public PolicyLossType Type { get; init; } = PolicyLossType.Dapo;

    /// <summary>The weight of the KL term towards the reference model; 0 leaves it out.</summary>
    public double Beta { get; init; }

    /// <summary>How far below 1 a ratio may count.</summary>
    public double EpsilonLow { get; init; } = 0.2;

    /// <summary>How far above 1 a ratio may count; for <see cref="PolicyLossType.Cispo"/> the largest ratio itself.</summary>
    public double EpsilonHigh { get; init; } = 0.2;

    /// <summary>A bound on ratios also where the advantage is negative (two-sided clipping); null for none.</summary>
    public double? Delta { get; init; }

    /// <summary>One ratio a sequence, of the mean log-ratio of its tokens (GSPO), instead of one a token.</summary>
    public bool PerSequence { get; init; }

    /// <summary>The longest completion that generation allows, for <see cref="PolicyLossType.DrGrpo"/>.</summary>
    public int MaxCompletionLength { get; init; } = 256;

    /// <summary>SAPO's temperature for positive advantages.</summary>
    public double PositiveTemperature { get; init; } = 1;

    /// <summary>SAPO's temperature for the others.</summary>
    public double NegativeTemperature { get; init; } = 1.05;
}
