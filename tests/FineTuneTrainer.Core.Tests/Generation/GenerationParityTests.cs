using System.Text.Json;
using System.Text.Json.Nodes;
using FineTuneTrainer.Core.Generation;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tests.Kernels;
using FineTuneTrainer.Core.Tests.Models;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tests.Generation;

/// <summary>Greedy and beam search give transformers' tokens and scores, one prompt or several, with every setting.</summary>
[Collection(TorchCollection.Name)]
public sealed class GenerationParityTests
{
    private const double ScoreTolerance = 2e-4;

    public static TheoryData<string> Cases => [.. ReferenceCase.Names.Where(name => new ReferenceCase(name).Has("generation"))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_run_gives_the_reference_s_tokens(string name)
    {
        using var scope = NewDisposeScope();
        var reference = new ReferenceCase(name);
        using var model = reference.Model();
        var generator = new TextGenerator(model);
        var defaults = DefaultsOf(reference, model);
        Assert.All(reference["generation"].EnumerateArray(), run =>
        {
            var prompts = reference["prompts"].GetProperty(run.GetProperty("prompts").GetString()!);
            var mask = Rows(prompts.GetProperty("attention_mask"));
            var padded = mask.Any(row => row.Contains(0));
            var texts = generator.Generate(Tensor(Rows(prompts.GetProperty("input_ids"))), padded ? Tensor(mask) : null, SettingsOf(defaults, run.GetProperty("settings")), TestContext.Current.CancellationToken);
            Assert.Equal(Rows(run.GetProperty("output_ids")).Select(Text), texts.Sequences.Select(Text));
            if (run.TryGetProperty("sequences_scores", out var scores))
                Assert.All(scores.EnumerateArray().Zip(texts.Scores!), pair => Assert.Equal(pair.First.GetSingle(), pair.Second, ScoreTolerance));
        });
    }

    [Theory]
    [InlineData("llama3-causal-lm")]
    [InlineData("marian-seq2seq")]
    public void Prompts_of_several_lengths_are_padded_by_the_generator(string name)
    {
        using var scope = NewDisposeScope();
        var reference = new ReferenceCase(name);
        using var model = reference.Model();
        var batch = reference["prompts"].GetProperty("batch");
        var prompts = Rows(batch.GetProperty("input_ids")).Zip(Rows(batch.GetProperty("attention_mask")), (ids, mask) => ids.Zip(mask).Where(pair => pair.Second == 1).Select(pair => (int)pair.First).ToArray()).ToList();
        var run = reference["generation"].EnumerateArray().First(run => run.GetProperty("run").GetString() == "greedy" && run.GetProperty("prompts").GetString() == "batch");
        var texts = new TextGenerator(model).Generate(prompts, SettingsOf(DefaultsOf(reference, model), run.GetProperty("settings")), TestContext.Current.CancellationToken);
        Assert.Equal(Rows(run.GetProperty("output_ids")).Select(Text), texts.Sequences.Select(Text));
        Assert.Equal(run.GetProperty("new_tokens").EnumerateArray().Select(count => count.GetInt32()), texts.Lengths);
    }

    [Fact]
    public void Generating_leaves_no_tensor_behind()
    {
        using var scope = NewDisposeScope();
        var reference = new ReferenceCase("t5-seq2seq");
        using var model = reference.Model();
        var generator = new TextGenerator(model);
        var settings = DefaultsOf(reference, model) with { NumBeams = 4, MaxNewTokens = 12 };
        generator.Generate([[20, 30, 1], [40, 50, 60, 1]], settings, TestContext.Current.CancellationToken);
        var live = Live();
        generator.Generate([[20, 30, 1], [40, 50, 60, 1]], settings, TestContext.Current.CancellationToken);
        Assert.Equal(live, Live());

        static long Live()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return TorchSharp.torch.Tensor.TotalCount;
        }
    }

    private static GenerationSettings DefaultsOf(ReferenceCase reference, TaskModel model) =>
        GenerationSettings.Read(model.Config, MemoryFolder.Copy(new GoldenFolder("models", reference.Folder)).Json("generation_config.json"));

    private static GenerationSettings SettingsOf(GenerationSettings defaults, JsonElement json)
    {
        var read = GenerationSettings.Read((JsonObject)JsonNode.Parse(json.GetRawText())!, null);
        return defaults with
        {
            MaxNewTokens = read.MaxNewTokens,
            MinNewTokens = read.MinNewTokens,
            NumBeams = read.NumBeams,
            NumReturnSequences = json.TryGetProperty("num_return_sequences", out var count) ? count.GetInt32() : 1,
            NoRepeatNgramSize = read.NoRepeatNgramSize,
            LengthPenalty = read.LengthPenalty,
            EarlyStopping = read.EarlyStopping,
        };
    }

    private static long[][] Rows(JsonElement rows) => [.. rows.EnumerateArray().Select(row => row.EnumerateArray().Select(id => id.GetInt64()).ToArray())];

    private static string Text(long[] row) => string.Join(' ', row);

    private static Tensor Tensor(long[][] rows) => tensor(rows.SelectMany(row => row).ToArray(), [rows.Length, rows[0].Length]);
}
