using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EndToEnd.Tests.Kit;

/// <summary>A BERT of two layers in Hugging Face layout, as bytes: written by hand, so that the trainer reads what it has not written.</summary>
internal sealed record TinyBert
{
    private const int Hidden = 32;
    private const int Inner = 64;
    private const int Positions = 32;

    /// <summary>Weights that are left out.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>A weight that is written as whole numbers.</summary>
    public string? WholeNumbers { get; init; }

    /// <summary>Bytes that are missing at the end of the weights.</summary>
    public int Missing { get; init; }

    /// <summary>Every file by name.</summary>
    public IReadOnlyDictionary<string, byte[]> Files => new Dictionary<string, byte[]>
    {
        ["config.json"] = Encoding.UTF8.GetBytes(new JsonObject
        {
            ["model_type"] = "bert",
            ["vocab_size"] = Rows.Vocabulary.Count,
            ["hidden_size"] = Hidden,
            ["num_hidden_layers"] = 2,
            ["num_attention_heads"] = 2,
            ["intermediate_size"] = Inner,
            ["max_position_embeddings"] = Positions,
            ["hidden_dropout_prob"] = 0.1,
            ["attention_probs_dropout_prob"] = 0.1,
        }.ToJsonString()),
        ["vocab.txt"] = Encoding.UTF8.GetBytes(string.Join('\n', Rows.Vocabulary) + "\n"),
        ["model.safetensors"] = Safetensors()[..^Missing],
    };

    // 8 bytes of header length, a JSON header of dtype, shape and place by name, then the numbers.
    private byte[] Safetensors()
    {
        var random = new Random(7);
        var header = new JsonObject();
        using var numbers = new MemoryStream();
        foreach (var (name, shape, scale) in Weights().Where(weight => !Without.Contains(weight.Name)))
        {
            var count = shape.Aggregate(1, (product, size) => product * size);
            var start = numbers.Length;
            for (var i = 0; i < count; i++)
                numbers.Write(name == WholeNumbers ? BitConverter.GetBytes((long)i) : BitConverter.GetBytes(Value(random, name, scale)));
            header[name] = new JsonObject
            {
                ["dtype"] = name == WholeNumbers ? "I64" : "F32",
                ["shape"] = JsonSerializer.SerializeToNode(shape),
                ["data_offsets"] = new JsonArray(start, numbers.Length),
            };
        }

        var text = Encoding.UTF8.GetBytes(header.ToJsonString());
        return [.. BitConverter.GetBytes((ulong)text.Length), .. text, .. numbers.ToArray()];
    }

    private static float Value(Random random, string name, float scale) =>
        name.EndsWith("LayerNorm.weight", StringComparison.Ordinal) ? 1 : (float)((random.NextDouble() * 2 - 1) * scale);

    private static IEnumerable<(string Name, int[] Shape, float Scale)> Weights()
    {
        yield return ("bert.embeddings.word_embeddings.weight", [Rows.Vocabulary.Count, Hidden], 1.5f);
        yield return ("bert.embeddings.position_embeddings.weight", [Positions, Hidden], 0.03f);
        yield return ("bert.embeddings.token_type_embeddings.weight", [2, Hidden], 0.03f);
        foreach (var (name, inner, outer) in Layers())
        {
            // LayerNorm has no second dimension.
            yield return ($"{name}.weight", inner == 0 ? [outer] : [outer, inner], 0.3f);
            yield return ($"{name}.bias", [outer], 0);
        }
    }

    private static IEnumerable<(string Name, int Inner, int Outer)> Layers()
    {
        yield return ("bert.embeddings.LayerNorm", 0, Hidden);
        foreach (var layer in new[] { "bert.encoder.layer.0", "bert.encoder.layer.1" })
        {
            yield return ($"{layer}.attention.self.query", Hidden, Hidden);
            yield return ($"{layer}.attention.self.key", Hidden, Hidden);
            yield return ($"{layer}.attention.self.value", Hidden, Hidden);
            yield return ($"{layer}.attention.output.dense", Hidden, Hidden);
            yield return ($"{layer}.attention.output.LayerNorm", 0, Hidden);
            yield return ($"{layer}.intermediate.dense", Hidden, Inner);
            yield return ($"{layer}.output.dense", Inner, Hidden);
            yield return ($"{layer}.output.LayerNorm", 0, Hidden);
        }

        yield return ("bert.pooler.dense", Hidden, Hidden);
    }
}
