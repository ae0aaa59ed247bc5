using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Linears;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.EncoderDecoders;

/// <summary>What the projections of an attention are called below its prefix, and how they look.</summary>
internal sealed record ProjectionShape(string Query, string Key, string Value, string Output, int Hidden, int Heads, int HeadDim, bool Bias, double Scale, double Dropout);

/// <summary>Attention with its four projections, on its own input or on an encoder's states; with a cache, the latter's keys and values are made once.</summary>
internal sealed class ProjectedAttention
{
    private readonly ProjectionShape _shape;
    private readonly string _prefix;
    private readonly LinearLayer _query;
    private readonly LinearLayer _key;
    private readonly LinearLayer _value;
    private readonly LinearLayer _output;

    public ProjectedAttention(ModelBuilder build, string prefix, ProjectionShape shape)
    {
        (_shape, _prefix) = (shape, prefix);
        var width = shape.Heads * shape.HeadDim;
        _query = build.Linear($"{prefix}.{shape.Query}", shape.Hidden, width, shape.Bias);
        _key = build.Linear($"{prefix}.{shape.Key}", shape.Hidden, width, shape.Bias);
        _value = build.Linear($"{prefix}.{shape.Value}", shape.Hidden, width, shape.Bias);
        _output = build.Linear($"{prefix}.{shape.Output}", width, shape.Hidden, shape.Bias);
    }

    /// <summary>Looks at its own input; a decoder's earlier positions come from the cache.</summary>
    public Tensor Self(Tensor x, AttentionMask mask, Pass pass, bool cached)
    {
        var (key, value) = KeysAndValues(x, pass);
        if (cached && pass.Cache is { } cache)
            (key, value) = cache.Append(_prefix, key, value);
        return Attend(x, key, value, mask, pass);
    }

    /// <summary>Looks at an encoder's states.</summary>
    public Tensor Cross(Tensor x, Tensor encoded, AttentionMask mask, Pass pass)
    {
        var (key, value) = pass.Cache is { } cache ? cache.Once(_prefix, () => KeysAndValues(encoded, pass)) : KeysAndValues(encoded, pass);
        return Attend(x, key, value, mask, pass);
    }

    private (Tensor Key, Tensor Value) KeysAndValues(Tensor x, Pass pass) => (Heads(_key.Forward(x, pass.Training)), Heads(_value.Forward(x, pass.Training)));

    private Tensor Attend(Tensor x, Tensor key, Tensor value, AttentionMask mask, Pass pass)
    {
        var query = Heads(_query.Forward(x, pass.Training)); // (row, head, position, headDim)
        var attended = Attention.Apply(query, key, value, mask, pass.Rate(_shape.Dropout), _shape.Scale);
        return _output.Forward(attended.transpose(1, 2).reshape(x.shape[0], x.shape[1], _shape.Heads * _shape.HeadDim), pass.Training);
    }

    private Tensor Heads(Tensor x) => x.view(x.shape[0], x.shape[1], _shape.Heads, _shape.HeadDim).transpose(1, 2);
}
