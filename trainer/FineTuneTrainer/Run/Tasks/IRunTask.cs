using FineTune.Contract;
using FineTuneTrainer.Core.Loop;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tasks;
using FineTuneTrainer.Core.Tokenizers;

namespace FineTuneTrainer.Run.Tasks;

/// <summary>A task in a run: the head it needs, how its files become rows, what is learned and judged.</summary>
internal interface IRunTask
{
    /// <summary>The model's head.</summary>
    ModelTask Head { get; }

    /// <summary>What a classifier's logits mean.</summary>
    ProblemType Problem => ProblemType.SingleLabel;

    /// <summary>Reads, checks and encodes every file; throws one failure with every problem.</summary>
    PreparedData Read(RunSpec spec, IReadOnlyDictionary<DatasetRole, string> paths, Tokenizer tokenizer);

    /// <summary>The loss and the scores.</summary>
    ITask With(IReadOnlyList<string> labels);

    /// <summary>What changes a row each time it is shown; null for nothing.</summary>
    IRowChange? Change(RunSpec spec, Tokenizer tokenizer, TaskModel model) => null;
}
