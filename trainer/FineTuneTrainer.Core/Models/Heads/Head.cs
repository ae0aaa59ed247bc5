using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.Heads;

/// <summary>A task's head: the prefixes of its parameters, and logits from the backbone's states (row, position, hidden).</summary>
internal sealed record Head(IReadOnlyList<string> Prefixes, Func<Tensor, Batch, Pass, Tensor> Forward);
