namespace FineTuneTrainer.Run.Predictions;

/// <summary>How a model is to write.</summary>
/// <param name="MaxNewTokens">The most tokens of an answer, at least 1.</param>
/// <param name="NumBeams">Hypotheses that are followed at once; null for the model's own number, which is mostly 1: greedy.</param>
public sealed record WriterOptions(int MaxNewTokens = 128, int? NumBeams = null);
