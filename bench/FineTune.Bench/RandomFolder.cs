using System.Text;
using FineTuneTrainer.Core.Folders;
using FineTuneTrainer.Core.Safetensors;
using static TorchSharp.torch;

namespace FineTune.Bench;

/// <summary>A BERT checkpoint of a shape with random weights, on disk while it is needed.</summary>
internal sealed class RandomFolder : IReadableFolder, IWritableFolder, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("finetune-bench-");

    public RandomFolder(Shape shape)
    {
        var config = $$"""
            {"model_type": "bert", "vocab_size": {{shape.Vocabulary}}, "hidden_size": {{shape.Hidden}}, "num_hidden_layers": {{shape.Layers}}, "num_attention_heads": {{shape.Heads}},
             "intermediate_size": {{shape.Intermediate}}, "max_position_embeddings": 512, "type_vocab_size": 2, "hidden_dropout_prob": 0.1, "attention_probs_dropout_prob": 0.1}
            """;
        File.WriteAllBytes(Path.Combine(_folder.FullName, "config.json"), Encoding.UTF8.GetBytes(config));
        using var scope = NewDisposeScope();
        TensorFile.Write(this, "model.safetensors", Tensors(shape).ToDictionary(pair => pair.Name, pair => Initial(pair.Name, pair.Size)));
    }

    public IReadOnlyList<string> Names => ["config.json", "model.safetensors"];

    public Stream OpenRead(string name) => File.OpenRead(Path.Combine(_folder.FullName, name));

    public Stream Create(string name) => File.Create(Path.Combine(_folder.FullName, name));

    public void Dispose() => _folder.Delete(recursive: true);

    // LayerNorm starts at one: with tiny gains, gradients sink into denormal numbers, which a CPU multiplies a hundred times slower.
    private static Tensor Initial(string name, long[] size) => name.EndsWith("LayerNorm.weight", StringComparison.Ordinal) ? ones(size) : randn(size) * 0.02;

    private static IEnumerable<(string Name, long[] Size)> Tensors(Shape shape)
    {
        long hidden = shape.Hidden, inner = shape.Intermediate;
        yield return ("bert.embeddings.word_embeddings.weight", [shape.Vocabulary, hidden]);
        yield return ("bert.embeddings.position_embeddings.weight", [512, hidden]);
        yield return ("bert.embeddings.token_type_embeddings.weight", [2, hidden]);
        foreach (var norm in Norm("bert.embeddings", hidden))
            yield return norm;
        for (var i = 0; i < shape.Layers; i++)
        {
            var layer = $"bert.encoder.layer.{i}";
            IEnumerable<(string, long[])> tensors =
            [
                .. Linear($"{layer}.attention.self.query", hidden, hidden), .. Linear($"{layer}.attention.self.key", hidden, hidden), .. Linear($"{layer}.attention.self.value", hidden, hidden),
                .. Linear($"{layer}.attention.output.dense", hidden, hidden), .. Norm($"{layer}.attention.output", hidden),
                .. Linear($"{layer}.intermediate.dense", hidden, inner), .. Linear($"{layer}.output.dense", inner, hidden), .. Norm($"{layer}.output", hidden),
            ];
            foreach (var tensor in tensors)
                yield return tensor;
        }

        foreach (var tensor in Linear("bert.pooler.dense", hidden, hidden))
            yield return tensor;
    }

    private static (string, long[])[] Linear(string name, long inner, long outer) => [($"{name}.weight", [outer, inner]), ($"{name}.bias", [outer])];

    private static (string, long[])[] Norm(string name, long size) => [($"{name}.LayerNorm.weight", [size]), ($"{name}.LayerNorm.bias", [size])];
}
