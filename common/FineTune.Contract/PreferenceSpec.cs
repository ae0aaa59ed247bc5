using System.Text.Json.Serialization;

namespace FineTune.Contract;

/// <summary>Preference tuning: of two answers to a prompt the better one is to be preferred.</summary>
public sealed record PreferenceSpec
{
    /// <summary>How a pair is judged.</summary>
    public PreferenceLossType Loss { get; init; } = PreferenceLossType.Dpo;

    /// <summary>How strongly the model is held to what it was before (of Orpo and Simpo: how much a difference counts), above 0; null for TRL's 0.1, of Simpo 2.</summary>
    public double? Beta { get; init; }

    /// <summary>The assumed share of pairs with the answers swapped, 0 to below 0.5; Dpo, Robust and Simpo know it.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>By how much Simpo wants the better answer to lead; null for TRL's 0.5.</summary>
    public double? Gamma { get; init; }

    /// <summary>How strongly a reward model's scores are held around 0: the weight of (chosen + rejected) squared, at least 0.</summary>
    public double Centering { get; init; }

    /// <summary>The chat template, in Jinja; null for the model's own. A model without one reads prompt and answer as plain text.</summary>
    public string? ChatTemplate { get; init; }

    /// <summary>Whether a loss knows a setting, named as in JSON.</summary>
    public static bool Fits(PreferenceLossType loss, string field) => field switch
    {
        "beta" => loss != PreferenceLossType.Reward,
        "labelSmoothing" => loss is PreferenceLossType.Dpo or PreferenceLossType.Robust or PreferenceLossType.Simpo,
        "gamma" => loss == PreferenceLossType.Simpo,
        "centering" => loss == PreferenceLossType.Reward,
        _ => true,
    };
}

/// <summary>How a pair is judged; TRL's names in this house's spelling.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PreferenceLossType>))]
public enum PreferenceLossType
{
    /// <summary>Direct preference optimization (TRL's sigmoid; with label smoothing conservative DPO).</summary>
    Dpo,

    /// <summary>IPO: a squared error on differences per token.</summary>
    Ipo,

    /// <summary>SLiC's hinge.</summary>
    Hinge,

    /// <summary>Robust DPO: unbiased where a known share of pairs is swapped.</summary>
    Robust,

    /// <summary>NCA, pairwise.</summary>
    NcaPair,

    /// <summary>SPPO with hard probabilities.</summary>
    SppoHard,

    /// <summary>APO-zero: better answers become likelier, worse ones less likely.</summary>
    ApoZero,

    /// <summary>APO-down: better answers become less likely, worse ones even less.</summary>
    ApoDown,

    /// <summary>ORPO: learns the better answers and the difference at once, without a reference.</summary>
    Orpo,

    /// <summary>SimPO: differences per token, without a reference.</summary>
    Simpo,

    /// <summary>A reward model: a score for an answer.</summary>
    Reward,
}
