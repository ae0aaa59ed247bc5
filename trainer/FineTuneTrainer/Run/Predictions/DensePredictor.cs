using FineTune.Contract;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Loop;
using FineTuneTrainer.Core.Models;
using static TorchSharp.torch;

namespace FineTuneTrainer.Run.Predictions;

/// <summary>Classifies images or rows of numbers, one at a time: images may differ in size.</summary>
public sealed class DensePredictor : IPredictor
{
    private readonly TaskModel _model;
    private readonly Func<string, List<RunProblem>, IDenseInput?> _input;
    private readonly Collation _collation = new(0, CPU);

    /// <param name="model">The model.</param>
    /// <param name="input">What a user gave as the model reads it; null with problems if it is no good.</param>
    internal DensePredictor(TaskModel model, Func<string, List<RunProblem>, IDenseInput?> input)
    {
        (_model, _input) = (model, input);
        _model.Training = false;
    }

    /// <inheritdoc/>
    public int BatchSize => 32;

    /// <inheritdoc/>
    public IReadOnlyList<Prediction> Predict(IReadOnlyList<string> inputs)
    {
        var problems = new List<RunProblem>();
        List<IDenseInput> rows = [.. inputs.Select(given => _input(given, problems)).OfType<IDenseInput>()];
        if (problems.Count > 0)
            throw new RunFailure(ExitCode.InvalidData, $"{problems[0].Place}: {problems[0].Message}{(problems.Count > 1 ? $" (and {problems.Count - 1} more)" : "")}", problems[0].Hint, problems);
        using var noGrad = no_grad();
        return [.. rows.Select((row, i) => Answer(inputs[i], row))];
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();

    private Prediction Answer(string given, IDenseInput row)
    {
        using var scope = NewDisposeScope();
        using var batch = _collation.Collate([new EncodedRow([], [], 0) { Dense = row }], Occasion.Evaluation(0));
        return Answers.Class(_model, given, _model.Forward(batch)[0]);
    }
}
