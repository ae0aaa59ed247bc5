using System.Diagnostics;
using FineTune.Demo.Harness;
using FineTuneTrainer.Core.Tokenizers;
using Peer = Tokenizers.DotNet.Tokenizer;

namespace FineTune.Bench;

/// <summary>Text a second of processor time through tokenizers, one thread each, beside Hugging Face's library (the native one inside Tokenizers.DotNet) in the same run.</summary>
internal static class Tokenize
{
    private const int Repetitions = 5;

    private static readonly (string Kind, string Path)[] Tokenizers =
    [
        ("WordPiece, 30,522 words", "samples/models/minilm-l6"),
        ("WordPiece, Chinese", "samples/models/zh-char-bert"),
        ("byte BPE, gpt2", "tests/Golden/tokenizers/gpt2"),
        ("byte BPE, llama3", "tests/Golden/tokenizers/llama3"),
        ("byte BPE, qwen2", "tests/Golden/tokenizers/qwen2"),
        ("byte BPE, o200k", "tests/Golden/tokenizers/o200k"),
        ("SentencePiece BPE, llama2", "tests/Golden/tokenizers/llama2"),
        ("SentencePiece BPE, gemma", "tests/Golden/tokenizers/gemma"),
        ("Unigram, t5", "tests/Golden/tokenizers/t5"),
        ("Unigram, xlm-roberta", "tests/Golden/tokenizers/xlm-roberta"),
    ];

    public static Task PrintAsync(TextWriter output)
    {
        output.WriteLine("| tokenizer | text | Tokenizers.DotNet MB/s | ours MB/s | ratio | ours with offsets MB/s |");
        output.WriteLine("|---|---|---|---|---|---|");
        foreach ((string kind, string path) in Tokenizers)
        {
            var peer = new Peer(Repository.Path([.. path.Split('/'), "tokenizer.json"]));
            Tokenizer ours = TokenizerFiles.Load(new TokenizeFolder(Repository.Path(path.Split('/'))));
            foreach ((string name, string[] lines) in TokenizeTexts.All())
            {
                double megabytes = lines.Sum(System.Text.Encoding.UTF8.GetByteCount) / 1e6;
                double theirs = megabytes / Median(lines, line => peer.Encode(line).Length);
                double mine = megabytes / Median(lines, line => ours.Encode(line, int.MaxValue).Ids.Length);
                double placed = megabytes / Median(lines, line => ours.Encode(line).Ids.Length);
                output.WriteLine($"| {kind} | {name} | {theirs:0.0} | {mine:0.0} | {mine / theirs:0.0} | {placed:0.0} |");
            }
        }

        output.WriteLine();
        TokenizeVocabulary.Print(output);
        return Task.CompletedTask;
    }

    // Seconds of processor time, so that what else the machine does counts little; the first second goes to the compiler.
    private static double Median(string[] lines, Func<string, int> encode)
    {
        var warm = Stopwatch.StartNew();
        do
        {
            Pass(lines, encode);
        }
        while (warm.Elapsed.TotalSeconds < 1);
        return Enumerable.Range(0, Repetitions).Select(_ => Pass(lines, encode)).Order().ElementAt(Repetitions / 2);
    }

    private static double Pass(string[] lines, Func<string, int> encode)
    {
        using var process = Process.GetCurrentProcess();
        TimeSpan before = process.TotalProcessorTime;
        foreach (string line in lines) encode(line);
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalSeconds;
    }
}
