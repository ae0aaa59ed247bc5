using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Models.Encoders;
using FineTuneTrainer.Core.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.Bart;

/// <summary>Words, scaled or not, plus positions, then LayerNorm where the model has one.</summary>
internal sealed class BartEmbeddings
{
    // BART's position tables have two rows that nothing uses.
    private const int Offset = 2;

    private readonly Parameter _words;
    private readonly Parameter? _positions;
    private readonly NormLayer? _norm;
    private readonly EncoderConfig _config;
    private readonly double _scale;

    public BartEmbeddings(ModelBuilder build, BartConfig config, EncoderConfig side, string prefix, Parameter words)
    {
        (_words, _config, _scale) = (words, side, config.ScaledEmbeddings ? Math.Sqrt(side.HiddenSize) : 1);
        if (!config.Sinusoidal)
            _positions = build.Table.Take($"{prefix}.embed_positions.weight", side.MaxPositions + Offset, side.HiddenSize);
        if (config.NormalizedEmbeddings)
            _norm = build.LayerNorm($"{prefix}.layernorm_embedding", side.HiddenSize, side.NormEps);
    }

    public Tensor Forward(Tensor ids, long past, Pass pass) // -> (row, position, hidden)
    {
        var x = EmbeddingRows.Apply(_words, ids, _config.PadTokenId);
        if (_scale != 1)
            x = x * _scale;
        x = x + (_positions?.narrow(0, past + Offset, ids.shape[1]) ?? Sinusoids(past, ids.shape[1]).to(x.dtype).to(x.device));
        return pass.Drop(_norm?.Forward(x) ?? x, _config.HiddenDropout);
    }

    // All sines, then all cosines (transformers' MarianSinusoidalPositionalEmbedding).
    private Tensor Sinusoids(long past, long count)
    {
        var (width, half) = (_config.HiddenSize, (_config.HiddenSize + 1) / 2);
        var values = new float[count * width];
        for (var position = 0; position < count; position++)
        {
            for (var i = 0; i < width; i++)
            {
                // The sines take the even columns' angles, the cosines the odd ones', which are the same.
                var angle = (past + position) / Math.Pow(10_000, 2.0 * (i < half ? i : i - half) / width);
                values[(position * width) + i] = (float)(i < half ? Math.Sin(angle) : Math.Cos(angle));
            }
        }

        return tensor(values, [count, width]);
    }
}
