using FineTuneTrainer.Core.Tasks;

namespace FineTuneTrainer.Core.Loop;

/// <summary>What the loop tells whoever watches.</summary>
public interface IRunObserver
{
    /// <summary>A stage begins: Training, Evaluating, Checkpointing.</summary>
    void Stage(string stage);

    /// <summary>An optimizer step is done.</summary>
    void Step(StepInfo step);

    /// <summary>An evaluation is done.</summary>
    void Evaluated(int step, string name, Scores scores, bool best);
}

/// <summary>One optimizer step.</summary>
public sealed record StepInfo(int Step, int TotalSteps, double DataEpoch, double Loss, double LearningRate, double GradientNorm, long Tokens, long PaddedTokens);
