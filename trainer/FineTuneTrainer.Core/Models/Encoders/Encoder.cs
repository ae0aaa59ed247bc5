using FineTuneTrainer.Core.Linears;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.Encoders;

/// <summary>Embeddings, a projection where they are narrower, and layers: BERT and its relatives.</summary>
internal sealed class Encoder(EncoderEmbeddings embeddings, LinearLayer? projection, IReadOnlyList<EncoderLayer> layers)
{
    public EncoderEmbeddings Embeddings => embeddings;

    /// <summary>An encoder with a layer at each prefix.</summary>
    public static Encoder Of(ModelBuilder build, EncoderConfig config, EncoderEmbeddings embeddings, IReadOnlyList<string> layerPrefixes, EncoderNames names, LinearLayer? projection = null) =>
        new(embeddings, projection, [.. layerPrefixes.Select(prefix => new EncoderLayer(build, config, prefix, names))]);

    public Tensor Forward(Batch batch, Pass pass) // -> (row, position, hidden)
    {
        var mask = batch.HasPadding ? batch.Mask!.to(ScalarType.Bool).unsqueeze(1).unsqueeze(1) : null; // (row, 1, 1, position)
        var x = embeddings.Forward(batch, pass);
        if (projection is not null)
            x = projection.Forward(x, pass.Training);
        pass.Observe?.Invoke("0", x);
        for (var i = 0; i < layers.Count; i++)
        {
            x = layers[i].Forward(x, mask, pass);
            pass.Observe?.Invoke($"{i + 1}", x);
        }

        return x;
    }
}
