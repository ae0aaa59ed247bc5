using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.Encoders;

/// <summary>Words, positions and segments added up, then LayerNorm.</summary>
internal sealed class EncoderEmbeddings
{
    private readonly EncoderConfig _config;
    private readonly Parameter _positions;
    private readonly Parameter? _types;
    private readonly NormLayer _norm;
    private readonly bool _positionsFromPad;

    /// <param name="build">Takes the tables.</param>
    /// <param name="config">Their sizes.</param>
    /// <param name="prefix">Their prefix.</param>
    /// <param name="positionsFromPad">RoBERTa's way: real tokens count from pad + 1, padding stands at pad, a row that look-ups do not train.</param>
    public EncoderEmbeddings(ModelBuilder build, EncoderConfig config, string prefix, bool positionsFromPad = false)
    {
        (_config, _positionsFromPad) = (config, positionsFromPad);
        Words = build.Table.Take($"{prefix}.word_embeddings.weight", config.VocabSize, config.EmbeddingSize);
        _positions = build.Table.Take($"{prefix}.position_embeddings.weight", config.MaxPositions, config.EmbeddingSize);
        if (config.TypeVocabSize > 0)
            _types = build.Table.Take($"{prefix}.token_type_embeddings.weight", config.TypeVocabSize, config.EmbeddingSize);
        _norm = build.LayerNorm($"{prefix}.LayerNorm", config.EmbeddingSize, config.NormEps);
    }

    /// <summary>The word table (token, embedding).</summary>
    public Parameter Words { get; }

    public Tensor Forward(Batch batch, Pass pass) // -> (row, position, embedding)
    {
        var x = EmbeddingRows.Apply(Words, batch.Inputs, _config.PadTokenId);
        if (_types is not null)
            x = x + Types(_types, batch);
        return pass.Drop(_norm.Forward(x + Positions(batch)), _config.HiddenDropout);
    }

    // A single segment needs no look-up.
    private Tensor Types(Parameter types, Batch batch) =>
        _config.TypeVocabSize == 1 || batch.TokenTypeIds is null ? types.narrow(0, 0, 1) : EmbeddingRows.Apply(types, batch.TokenTypeIds, EmbeddingRows.NoPadding);

    private Tensor Positions(Batch batch)
    {
        if (batch.Positions is { } given)
            return EmbeddingRows.Apply(_positions, given, EmbeddingRows.NoPadding);
        if (!_positionsFromPad)
            return _positions.narrow(0, 0, batch.Inputs.shape[1]);
        var real = batch.Inputs.ne(_config.PadTokenId).to(ScalarType.Int64);
        return EmbeddingRows.Apply(_positions, (real.cumsum(1) * real) + _config.PadTokenId, _config.PadTokenId);
    }
}
