namespace FineTuneTrainer.Run.Predictions;

/// <summary>What a model says of one text: a line for people, and fields for programs.</summary>
public sealed record Prediction(string Line, object Fields);
