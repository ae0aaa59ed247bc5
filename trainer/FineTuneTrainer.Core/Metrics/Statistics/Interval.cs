namespace FineTuneTrainer.Core.Metrics.Statistics;

/// <summary>An interval that covers the true value with a stated confidence.</summary>
public readonly record struct Interval(double Low, double High);
