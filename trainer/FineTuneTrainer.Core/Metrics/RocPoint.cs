namespace FineTuneTrainer.Core.Metrics;

/// <summary>One point of a ROC curve: the rates when every score of at least <paramref name="Threshold"/> counts as positive.</summary>
public readonly record struct RocPoint(double FalsePositiveRate, double TruePositiveRate, double Threshold);
