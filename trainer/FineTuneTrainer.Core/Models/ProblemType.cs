namespace FineTuneTrainer.Core.Models;

/// <summary>What a classifier's logits mean; named as config.json's <c>problem_type</c>.</summary>
public enum ProblemType
{
    /// <summary>Exactly one class is right: softmax.</summary>
    SingleLabel,

    /// <summary>Any number of classes is right: a sigmoid each.</summary>
    MultiLabel,

    /// <summary>The logits are numbers.</summary>
    Regression,
}
