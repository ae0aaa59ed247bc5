using FineTune.Contract;
using FineTuneTrainer.Core.Loop;
using FineTuneTrainer.Core.Tasks;
using FineTuneTrainer.Run;
using Prometheus;

namespace FineTuneTrainer.Watch;

/// <summary>The run as Prometheus gauges.</summary>
public sealed class PrometheusWatch : IRunWatch
{
    private readonly Gauge _step;
    private readonly Gauge _totalSteps;
    private readonly Gauge _loss;
    private readonly Gauge _rate;
    private readonly Counter _tokens;
    private readonly Gauge _scores;
    private readonly Gauge _checkpoint;

    /// <summary>Registers the gauges.</summary>
    public PrometheusWatch(CollectorRegistry registry)
    {
        var metrics = Metrics.WithCustomRegistry(registry);
        _step = metrics.CreateGauge("finetune_trainer_step", "Optimizer steps done.");
        _totalSteps = metrics.CreateGauge("finetune_trainer_total_steps", "Optimizer steps in all.");
        _loss = metrics.CreateGauge("finetune_trainer_loss", "Training loss of the last step.");
        _rate = metrics.CreateGauge("finetune_trainer_learning_rate", "Learning rate of the last step.");
        _tokens = metrics.CreateCounter("finetune_trainer_tokens_total", "Real (unpadded) tokens trained on.");
        _scores = metrics.CreateGauge("finetune_trainer_score", "The latest evaluation's scores.", "evaluation", "metric");
        _checkpoint = metrics.CreateGauge("finetune_trainer_checkpoint_step", "Step of the newest complete checkpoint.");
    }

    /// <inheritdoc/>
    public void Say(string message)
    {
        // Messages are for the log.
    }

    /// <inheritdoc/>
    public void Stage(string stage)
    {
        // A label per stage would make a series per stage; the operator's status has it.
    }

    /// <inheritdoc/>
    public void Step(StepInfo step)
    {
        _step.Set(step.Step);
        _totalSteps.Set(step.TotalSteps);
        _loss.Set(step.Loss);
        _rate.Set(step.LearningRate);
        _tokens.Inc(step.Tokens);
    }

    /// <inheritdoc/>
    public void Evaluated(int step, string name, Scores scores, bool best)
    {
        foreach (var (metric, value) in scores.Values)
            _scores.WithLabels(name, metric).Set(value);
    }

    /// <inheritdoc/>
    public void Checkpointed(CheckpointInfo checkpoint) => _checkpoint.Set(checkpoint.Step);
}
