namespace FineTuneTrainer.Run.Predictions;

/// <summary>A tuned model, ready to be asked.</summary>
public interface IPredictor : IDisposable
{
    /// <summary>Inputs a pass.</summary>
    int BatchSize { get; }

    /// <summary>What the model says of each input.</summary>
    IReadOnlyList<Prediction> Predict(IReadOnlyList<string> inputs);
}
