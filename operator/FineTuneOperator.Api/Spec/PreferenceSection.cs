using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>Preference tuning: of two answers to a prompt the better one is to be preferred.</summary>
[ValidationRule("self.loss != 'Reward' || !has(self.beta)", message: "beta means nothing to Reward")]
[ValidationRule("self.loss == 'Simpo' || !has(self.gamma)", message: "gamma may be set only when loss is Simpo")]
[ValidationRule("self.loss in ['Dpo', 'Robust', 'Simpo'] || !has(self.labelSmoothing)", message: "labelSmoothing may be set only when loss is Dpo, Robust or Simpo")]
[ValidationRule("self.loss == 'Reward' || !has(self.centering)", message: "centering may be set only when loss is Reward")]
public sealed record PreferenceSection
{
    /// <summary>How a pair is judged. Dpo, Ipo, Hinge, Robust, NcaPair, SppoHard, ApoZero and ApoDown hold the model to what it was before, Orpo and Simpo do not; Reward makes a model that scores answers.</summary>
    [EnumValues("Dpo", "Ipo", "Hinge", "Robust", "NcaPair", "SppoHard", "ApoZero", "ApoDown", "Orpo", "Simpo", "Reward"), DefaultValue("Dpo")]
    public string Loss { get; init; } = "Dpo";

    /// <summary>How strongly the model is held to what it was before, above 0; when absent 0.1, of Simpo 2.</summary>
    [Pattern(Patterns.Decimal), Length(1, 32)]
    public string? Beta { get; init; }

    /// <summary>The assumed share of pairs with the answers swapped, 0 (when absent) to below 0.5.</summary>
    [Pattern(Patterns.Decimal), Length(1, 32)]
    public string? LabelSmoothing { get; init; }

    /// <summary>By how much Simpo wants the better answer to lead; 0.5 when absent.</summary>
    [Pattern(Patterns.Decimal), Length(1, 32)]
    public string? Gamma { get; init; }

    /// <summary>How strongly a reward model's scores are held around 0; 0 when absent.</summary>
    [Pattern(Patterns.Decimal), Length(1, 32)]
    public string? Centering { get; init; }

    /// <summary>The chat template, in Jinja; the model's own when absent. A model without one reads prompt and answer as plain text.</summary>
    [Length(1, 32768)]
    public string? ChatTemplate { get; init; }
}
