using FineTuneTrainer.Core.Models;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Generation;

/// <summary>Generates texts with a decoder or an encoder-decoder, keeping keys and values so that a token costs one position.</summary>
public sealed class TextGenerator
{
    private readonly TaskModel _model;

    /// <summary>A generator over a model with a language model's head.</summary>
    public TextGenerator(TaskModel model)
    {
        if (model.Task is not (ModelTask.CausalLM or ModelTask.Seq2Seq))
            throw new ModelIncompatibleException([$"a model for {model.Task} generates no text; models for {ModelTask.CausalLM} and {ModelTask.Seq2Seq} do"]);
        _model = model;
    }

    /// <summary>Generates from prompts of any lengths; a decoder's are padded on the left, sources on the right.</summary>
    public GeneratedTexts Generate(IReadOnlyList<int[]> prompts, GenerationSettings settings, CancellationToken cancellationToken = default)
    {
        var length = prompts.Max(prompt => prompt.Length);
        long[][] ids = [.. prompts.Select(_ => new long[length])];
        long[][] mask = [.. prompts.Select(_ => new long[length])];
        for (var row = 0; row < prompts.Count; row++)
        {
            var start = _model.Task == ModelTask.CausalLM ? length - prompts[row].Length : 0;
            Array.Fill(ids[row], settings.Fill);
            for (var i = 0; i < prompts[row].Length; i++)
                (ids[row][start + i], mask[row][start + i]) = (prompts[row][i], 1);
        }

        using var scope = NewDisposeScope();
        Tensor All(long[][] rows) => tensor(rows.SelectMany(row => row).ToArray(), [rows.Length, length]);
        return Generate(All(ids), prompts.All(prompt => prompt.Length == length) ? null : All(mask), settings, cancellationToken);
    }

    /// <summary>Generates from padded prompts (row, position) and their mask; null where nothing is padding.</summary>
    public GeneratedTexts Generate(Tensor prompts, Tensor? mask, GenerationSettings settings, CancellationToken cancellationToken = default)
    {
        settings.Check();
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        using var reader = new Reader(_model, prompts, mask);
        var start = _model.Task == ModelTask.CausalLM ? prompts : full([prompts.shape[0], 1], StartOf(settings), ScalarType.Int64, prompts.device);
        return settings.NumBeams == 1 ? GreedySearch.Run(reader, start, settings, cancellationToken) : BeamSearch.Run(reader, start, settings, cancellationToken);
    }

    private static int StartOf(GenerationSettings settings) =>
        settings.DecoderStartTokenId ?? throw new ModelIncompatibleException(["generation: decoder_start_token_id is missing: an encoder-decoder's decoder must start from a token"]);
}
