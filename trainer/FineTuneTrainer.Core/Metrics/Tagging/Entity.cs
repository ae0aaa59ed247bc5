namespace FineTuneTrainer.Core.Metrics.Tagging;

/// <summary>A named entity of a sentence: its type and the tokens from <paramref name="Start"/> up to but not including <paramref name="End"/>.</summary>
public readonly record struct Entity(string Type, int Start, int End);
