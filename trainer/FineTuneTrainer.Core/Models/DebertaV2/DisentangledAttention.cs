using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Linears;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.DebertaV2;

/// <summary>Scores of content with content, content with distance and distance with content, added up (He et al., arXiv 2006.03654).</summary>
internal sealed class DisentangledAttention(ModelBuilder build, DebertaConfig config, string prefix)
{
    private readonly LinearLayer _query = build.Linear($"{prefix}.query_proj", config.Encoder.HiddenSize, config.Encoder.HiddenSize);
    private readonly LinearLayer _key = build.Linear($"{prefix}.key_proj", config.Encoder.HiddenSize, config.Encoder.HiddenSize);
    private readonly LinearLayer _value = build.Linear($"{prefix}.value_proj", config.Encoder.HiddenSize, config.Encoder.HiddenSize);

    // x (row, position, hidden), distances (query, key), table (2 span, hidden), mask an addend (row, 1, query, key) or null
    public Tensor Forward(Tensor x, Tensor distances, Tensor table, Tensor? mask, Pass pass)
    {
        var query = Heads(_query.Forward(x, pass.Training)); // (row, head, position, headDim)
        var key = Heads(_key.Forward(x, pass.Training));
        var value = Heads(_value.Forward(x, pass.Training));
        var terms = 1 + (config.Terms.ContentToPosition ? 1 : 0) + (config.Terms.PositionToContent ? 1 : 0);
        var scale = 1 / Math.Sqrt((double)query.shape[3] * terms);
        var rows = pass.Drop(table, config.Encoder.HiddenDropout).unsqueeze(0);
        var bias = mask;
        if (config.Terms.ContentToPosition)
            bias = Add(bias, ByDistance(query, Heads(_key.Forward(rows, pass.Training)), distances) * scale);
        // A key's score for a query lies as far the other way.
        if (config.Terms.PositionToContent)
            bias = Add(bias, ByDistance(key, Heads(_query.Forward(rows, pass.Training)), -distances).transpose(2, 3) * scale);
        return Attention.Apply(query, key, value, new AttentionMask(bias, Causal: false), pass.Rate(config.Encoder.AttentionDropout), scale).transpose(1, 2).reshape(x.shape);
    }

    private static Tensor Add(Tensor? sum, Tensor term) => sum is null ? term : sum + term;

    // content (row, head, position, headDim), rows (1, head, 2 span, headDim) -> (row, head, position, other position)
    private Tensor ByDistance(Tensor content, Tensor rows, Tensor distances)
    {
        var (count, heads, length, width) = (content.shape[0], content.shape[1], content.shape[2], content.shape[3]);
        var keys = rows.expand(count, -1, -1, -1).reshape(count * heads, rows.shape[2], width);
        var all = bmm(content.reshape(count * heads, length, width), keys.transpose(1, 2)); // (row * head, position, 2 span)
        var places = (distances + config.Span).clamp(0, (2 * config.Span) - 1).unsqueeze(0).expand(count * heads, -1, -1);
        return all.gather(2, places).view(count, heads, length, length);
    }

    private Tensor Heads(Tensor x) => x.view(x.shape[0], x.shape[1], config.Encoder.Heads, x.shape[2] / config.Encoder.Heads).transpose(1, 2);
}
