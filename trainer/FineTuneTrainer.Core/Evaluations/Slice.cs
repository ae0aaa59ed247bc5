namespace FineTuneTrainer.Core.Evaluations;

/// <summary>A part of the judged rows: what tells the parts apart, this part's value, and the numbers of its rows.</summary>
public sealed record Slice(string By, string Value, IReadOnlyList<int> Rows);
