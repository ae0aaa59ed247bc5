using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Tasks;

namespace FineTuneTrainer.Core.Evaluations;

/// <summary>The rows of a final evaluation and what two models made of them.</summary>
/// <param name="Rows">The encoded rows.</param>
/// <param name="ScoredOn">Their role: <c>Test</c> or <c>Validation</c>.</param>
/// <param name="Base">The untuned model's outcomes; null when it was not judged.</param>
/// <param name="Tuned">The tuned model's; null when there is none.</param>
public sealed record JudgedRows(IReadOnlyList<EncodedRow> Rows, string ScoredOn, IRowOutcomes? Base, IRowOutcomes? Tuned);
