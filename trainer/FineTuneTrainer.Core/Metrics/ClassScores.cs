namespace FineTuneTrainer.Core.Metrics;

/// <summary>The scores of one class: <paramref name="Support"/> rows have it, <paramref name="Predicted"/> rows were taken for it.</summary>
public sealed record ClassScores(int Class, double Precision, double Recall, double F1, long Support, long Predicted);
