using System.Text.Json.Nodes;
using FineTuneTrainer.Core.Safetensors;
using FineTuneTrainer.Disk;
using static TorchSharp.torch;

namespace FineTuneTrainer.Tests.Kit;

/// <summary>A BERT of two layers and a few words in Hugging Face layout: a run on it takes a second or two.</summary>
internal static class TinyModel
{
    public const int Positions = 32;

    private const int Hidden = 32;
    private const int Inner = 64;

    private static readonly Lock Generator = new();

    public static void Write(string path)
    {
        var folder = new DiskFolder(path);
        string[] vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", .. SampleRows.Words];
        Write(folder, "vocab.txt", string.Join('\n', vocabulary) + "\n");
        Write(folder, "config.json", new JsonObject
        {
            ["model_type"] = "bert",
            ["vocab_size"] = vocabulary.Length,
            ["hidden_size"] = Hidden,
            ["num_hidden_layers"] = 2,
            ["num_attention_heads"] = 2,
            ["intermediate_size"] = Inner,
            ["max_position_embeddings"] = Positions,
            ["hidden_dropout_prob"] = 0.1,
            ["attention_probs_dropout_prob"] = 0.1,
        }.ToJsonString());
        Save(folder, tensors => tensors, vocabulary.Length);
    }

    /// <summary>Writes the weights anew, changed.</summary>
    public static void Rewrite(string path, Func<Dictionary<string, Tensor>, Dictionary<string, Tensor>> change) =>
        Save(new DiskFolder(path), change, File.ReadAllLines(Path.Combine(path, "vocab.txt")).Length);

    private static void Save(DiskFolder folder, Func<Dictionary<string, Tensor>, Dictionary<string, Tensor>> change, int words)
    {
        lock (Generator)
        {
            using var scope = NewDisposeScope();
            manual_seed(7);
            TensorFile.Write(folder, "model.safetensors", change(Tensors(words)));
        }
    }

    private static Dictionary<string, Tensor> Tensors(int words)
    {
        var tensors = new Dictionary<string, Tensor>
        {
            ["bert.embeddings.word_embeddings.weight"] = randn(words, Hidden),
            ["bert.embeddings.position_embeddings.weight"] = randn(Positions, Hidden) * 0.02,
            ["bert.embeddings.token_type_embeddings.weight"] = randn(2, Hidden) * 0.02,
        };
        Norm("bert.embeddings.LayerNorm");
        for (var layer = 0; layer < 2; layer++)
        {
            var prefix = $"bert.encoder.layer.{layer}";
            foreach (var name in (string[])["query", "key", "value"])
                Linear($"{prefix}.attention.self.{name}", Hidden, Hidden);
            Linear($"{prefix}.attention.output.dense", Hidden, Hidden);
            Norm($"{prefix}.attention.output.LayerNorm");
            Linear($"{prefix}.intermediate.dense", Hidden, Inner);
            Linear($"{prefix}.output.dense", Inner, Hidden);
            Norm($"{prefix}.output.LayerNorm");
        }

        Linear("bert.pooler.dense", Hidden, Hidden);
        return tensors;

        void Linear(string name, int inner, int outer)
        {
            tensors[$"{name}.weight"] = randn(outer, inner) * 0.2;
            tensors[$"{name}.bias"] = zeros(outer);
        }

        void Norm(string name)
        {
            tensors[$"{name}.weight"] = ones(Hidden);
            tensors[$"{name}.bias"] = zeros(Hidden);
        }
    }

    private static void Write(DiskFolder folder, string name, string text)
    {
        using var writer = new StreamWriter(folder.Create(name));
        writer.Write(text);
    }
}
