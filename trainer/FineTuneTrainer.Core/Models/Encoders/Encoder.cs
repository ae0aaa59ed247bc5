using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.Encoders;

/// <summary>Embeddings and post-norm layers: BERT and its relatives.</summary>
internal sealed class Encoder(ModelBuilder build, EncoderConfig config, EncoderEmbeddings embeddings, IReadOnlyList<string> layerPrefixes, EncoderNames names)
{
    private readonly EncoderLayer[] _layers = [.. layerPrefixes.Select(prefix => new EncoderLayer(build, config, prefix, names))];

    public IReadOnlyList<string> LayerPrefixes => layerPrefixes;

    public EncoderEmbeddings Embeddings => embeddings;

    public Tensor Forward(Batch batch, Pass pass) // -> (row, position, hidden)
    {
        var mask = batch.HasPadding ? batch.Mask!.to(ScalarType.Bool).unsqueeze(1).unsqueeze(1) : null; // (row, 1, 1, position)
        var x = embeddings.Forward(batch, pass);
        pass.Observe?.Invoke("0", x);
        for (var i = 0; i < _layers.Length; i++)
        {
            x = _layers[i].Forward(x, mask, pass);
            pass.Observe?.Invoke($"{i + 1}", x);
        }

        return x;
    }
}
