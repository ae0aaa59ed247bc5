using System.Diagnostics;
using FineTune.Contract;
using FineTuneTrainer.Core.Generation;
using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Linears;
using FineTuneTrainer.Core.Models;
using static TorchSharp.torch;

namespace FineTune.Bench;

/// <summary>Tokens a second that a decoder and an encoder-decoder write, greedily, with keys and values kept; beside the same models reading the whole text again for every token.</summary>
internal static class Generation
{
    private const int Prompt = 128;
    private const int NewTokens = 64;

    public static Task PrintAsync(TextWriter output)
    {
        TorchKernels.CompileAll();
        output.WriteLine($"prompts of {Prompt} tokens, {NewTokens} new ones, greedy, fp32");
        output.WriteLine();
        output.WriteLine("| model | rows | tokens/s with the cache | tokens/s without | ratio |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (var shape in FamilyShape.All.Where(shape => shape.Task is ModelTask.CausalLM or ModelTask.Seq2Seq))
        {
            using var model = ModelCatalog.Create(shape.Read(), new ModelOptions { Task = shape.Task, Kernel = LinearKernels.Of(LinearKernelType.Native) });
            model.Training = false;
            foreach (var rows in (int[])[1, 8])
                Print(output, shape.Name, model, rows);
        }

        return Task.CompletedTask;
    }

    private static void Print(TextWriter output, string name, TaskModel model, int rows)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var prompts = randint(2, 8192, [rows, Prompt], ScalarType.Int64);
        var settings = new GenerationSettings { MaxNewTokens = NewTokens, PadTokenId = 0, DecoderStartTokenId = 0 };
        var generator = new TextGenerator(model);
        generator.Generate(prompts, null, settings with { MaxNewTokens = 2 });
        var (kept, again) = (Rate(rows, () => generator.Generate(prompts, null, settings)), Rate(rows, () => ReadAgain(model, prompts)));
        output.WriteLine($"| {name} | {rows} | {kept:0.0} | {again:0.0} | {kept / again:0.0} |");
    }

    private static double Rate(int rows, Action write)
    {
        var watch = Stopwatch.StartNew();
        write();
        return rows * NewTokens / watch.Elapsed.TotalSeconds;
    }

    // The plain way: the whole text through the model for each token.
    private static void ReadAgain(TaskModel model, Tensor prompts)
    {
        var isDecoder = model.Task == ModelTask.CausalLM;
        var written = isDecoder ? prompts : zeros([prompts.shape[0], 1], ScalarType.Int64);
        for (var i = 0; i < NewTokens; i++)
        {
            using var scope = NewDisposeScope();
            var batch = new Batch(isDecoder ? written : prompts, zeros_like(written), (int)prompts.numel()) { DecoderIds = isDecoder ? null : written };
            var logits = model.Forward(batch);
            written = cat([written, logits.select(1, logits.shape[1] - 1).argmax(1, true)], 1).MoveToOuterDisposeScope();
        }
    }
}
