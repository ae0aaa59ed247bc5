using System.Text.Json.Nodes;
using FineTuneTrainer.Core.Models;
using static TorchSharp.torch;

namespace FineTune.Bench;

/// <summary>A mid-size model of a family and a batch for it.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Config">Its config.json.</param>
/// <param name="Task">Its head.</param>
/// <param name="Size">Rows, and tokens a row or pixels a side.</param>
/// <param name="Flops">Floating point operations of a forward pass beside the linear layers': attention, tied heads, convolutions.</param>
internal sealed record FamilyShape(string Name, string Config, ModelTask Task, (int Rows, int Length) Size, double Flops)
{
    private const int Words = 8192;
    private const int Hidden = 512;
    private const int Layers = 4;

    public static IReadOnlyList<FamilyShape> All { get; } =
    [
        Encoder("bert", """ "type_vocab_size": 2 """),
        Encoder("roberta", """ "type_vocab_size": 1, "pad_token_id": 1 """),
        new("distilbert, 4 x 512", $$"""{"model_type": "distilbert", "vocab_size": {{Words}}, "dim": {{Hidden}}, "n_layers": {{Layers}}, "n_heads": 8, "hidden_dim": 2048, "max_position_embeddings": 514}""", ModelTask.SequenceClassification, (8, 128), Attention(8, 128)),
        Decoder("llama", "", heads: 8),
        Decoder("qwen2", "", heads: 8),
        Decoder("qwen3", """ , "head_dim": 64 """, heads: 8),
        Decoder("mistral", """ , "sliding_window": 64 """, heads: 8),
        new("gpt2, 4 x 512", $$"""{"model_type": "gpt2", "vocab_size": {{Words}}, "n_embd": {{Hidden}}, "n_layer": {{Layers}}, "n_head": 8, "n_positions": 512}""", ModelTask.CausalLM, (4, 256), Attention(4, 256) + Head(4, 256)),
        new("t5, 4 + 4 x 512", $$"""{"model_type": "t5", "vocab_size": {{Words}}, "d_model": {{Hidden}}, "d_kv": 64, "d_ff": 2048, "num_layers": {{Layers}}, "num_heads": 8, "decoder_start_token_id": 0}""", ModelTask.Seq2Seq, (8, 64), (3 * Attention(8, 64)) + Head(8, 64)),
        new("marian, 4 + 4 x 512", $$"""{"model_type": "marian", "vocab_size": {{Words}}, "d_model": {{Hidden}}, "encoder_layers": {{Layers}}, "decoder_layers": {{Layers}}, "encoder_attention_heads": 8, "decoder_attention_heads": 8, "encoder_ffn_dim": 2048, "decoder_ffn_dim": 2048, "max_position_embeddings": 512, "pad_token_id": 0, "decoder_start_token_id": 0, "activation_function": "swish"}""", ModelTask.Seq2Seq, (8, 64), (3 * Attention(8, 64)) + Head(8, 64)),
        // Multiply-adds of the published shapes at 224 pixels: 1.814 and 4.089 billion (torchvision's table of models).
        Image("resnet-18", """{"model_type": "resnet", "depths": [2, 2, 2, 2], "hidden_sizes": [64, 128, 256, 512], "layer_type": "basic", "embedding_size": 64}""", (8, 224), 2 * 1.814e9),
        Image("resnet-50", """{"model_type": "resnet", "depths": [3, 4, 6, 3], "hidden_sizes": [256, 512, 1024, 2048], "layer_type": "bottleneck", "embedding_size": 64}""", (4, 224), 2 * 4.089e9),
        new("vit, 4 x 512", $$"""{"model_type": "vit", "hidden_size": {{Hidden}}, "num_hidden_layers": {{Layers}}, "num_attention_heads": 8, "intermediate_size": 2048, "image_size": 224, "patch_size": 16}""", ModelTask.ImageClassification, (8, 224), Attention(8, 197) + (8 * 196 * 2.0 * 3 * 256 * Hidden)),
    ];

    /// <summary>Rows times positions that the linear layers see.</summary>
    private double Positions => Name.StartsWith("vit", StringComparison.Ordinal) ? Size.Rows * 197.0 : (double)Size.Rows * Size.Length;

    /// <summary>A whole step's operations: forward once, backward twice.</summary>
    public double StepFlops(TaskModel model) => 3 * ((Task == ModelTask.ImageClassification && Name.StartsWith("resnet", StringComparison.Ordinal) ? 0 : 2 * Positions * model.Linears.Sum(layer => (double)layer.In * layer.Out)) + Flops);

    /// <summary>A random batch.</summary>
    public Batch Batch()
    {
        if (Task == ModelTask.ImageClassification)
            return new Batch(randn(Size.Rows, 3, Size.Length, Size.Length), randint(0, 3, [Size.Rows], ScalarType.Int64), Size.Rows);
        var ids = randint(2, Words, [Size.Rows, Size.Length], ScalarType.Int64);
        var labels = Task == ModelTask.SequenceClassification ? randint(0, 3, [Size.Rows], ScalarType.Int64) : randint(2, Words, [Size.Rows, Size.Length], ScalarType.Int64);
        return new Batch(ids, labels, Size.Rows * Size.Length) { Mask = ones_like(ids), TokenTypeIds = zeros_like(ids) };
    }

    /// <summary>The config as the catalog reads it.</summary>
    public JsonObject Read() => JsonNode.Parse(Config)!.AsObject();

    private static FamilyShape Encoder(string family, string more) =>
        new($"{family}, 4 x 512", $$"""{"model_type": "{{family}}", "vocab_size": {{Words}}, "hidden_size": {{Hidden}}, "num_hidden_layers": {{Layers}}, "num_attention_heads": 8, "intermediate_size": 2048, "max_position_embeddings": 514, {{more}}}""", ModelTask.SequenceClassification, (8, 128), Attention(8, 128));

    private static FamilyShape Decoder(string family, string more, int heads) =>
        new($"{family}, 4 x 512", $$"""{"model_type": "{{family}}", "vocab_size": {{Words}}, "hidden_size": {{Hidden}}, "num_hidden_layers": {{Layers}}, "num_attention_heads": {{heads}}, "num_key_value_heads": 2, "intermediate_size": 1408, "max_position_embeddings": 512, "tie_word_embeddings": true{{more}}}""", ModelTask.CausalLM, (4, 256), Attention(4, 256) + Head(4, 256));

    private static FamilyShape Image(string name, string config, (int Rows, int Length) size, double flopsARow) => new(name, config, ModelTask.ImageClassification, size, size.Rows * flopsARow);

    // Scores and their product with the values; causal ones are counted whole, as most counts do.
    private static double Attention(int rows, int length) => Layers * 4.0 * rows * length * length * Hidden;

    private static double Head(int rows, int length) => 2.0 * rows * length * Hidden * Words;
}
