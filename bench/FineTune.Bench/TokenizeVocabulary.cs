using System.Diagnostics;
using System.Text.Json;
using FineTuneTrainer.Core.Tokenizers;
using Peer = Tokenizers.DotNet.Tokenizer;

namespace FineTune.Bench;

/// <summary>Load time and memory of a byte-level BPE with 200,000 words, made up of syllables.</summary>
internal static class TokenizeVocabulary
{
    private const int Words = 200_000;

    public static void Print(TextWriter output)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("finetune-bench-");
        try
        {
            string file = Path.Combine(folder.FullName, "tokenizer.json");
            File.WriteAllBytes(file, Json());
            output.WriteLine($"| byte BPE of {Words:N0} words, {new FileInfo(file).Length / 1e6:0.0} MB of tokenizer.json | load ms | resident growth MB |");
            output.WriteLine("|---|---|---|");
            Row(output, "Tokenizers.DotNet", () => new Peer(file));
            Row(output, "ours", () => TokenizerFiles.Load(new TokenizeFolder(folder.FullName)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Row(TextWriter output, string name, Func<object> load)
    {
        // The first is measured in memory, before there is freed memory to use again; the second in time, when all is compiled.
        long before = Resident();
        object first = load();
        long grown = Resident() - before;
        var watch = Stopwatch.StartNew();
        object second = load();
        double milliseconds = watch.Elapsed.TotalMilliseconds;
        GC.KeepAlive((first, second));
        output.WriteLine($"| {name} | {milliseconds:0} | {grown / 1e6:0} |");
    }

    private static long Resident()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    // Every word is merged of two that are there already.
    private static byte[] Json()
    {
        var random = new Random(5);
        var words = new List<string>(Words);
        for (int b = 0; b < 256; b++) words.Add(((char)(b is (>= 33 and <= 126) or (>= 161 and <= 172) or (>= 174 and <= 255) ? b : 256 + words.Count(w => w[0] >= 256))).ToString());
        var known = new HashSet<string>(words);
        var merges = new List<string[]>();
        while (words.Count < Words)
        {
            (string left, string right) = (words[random.Next(words.Count)], words[random.Next(Math.Min(words.Count, 4096))]);
            if (left.Length + right.Length > 12 || !known.Add(left + right)) continue;
            words.Add(left + right);
            merges.Add([left, right]);
        }

        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            version = "1.0",
            added_tokens = Array.Empty<object>(),
            pre_tokenizer = new { type = "ByteLevel", add_prefix_space = false, trim_offsets = true, use_regex = true },
            decoder = new { type = "ByteLevel", add_prefix_space = false, trim_offsets = true, use_regex = true },
            model = new { type = "BPE", vocab = words.Select((word, id) => (word, id)).ToDictionary(p => p.word, p => p.id), merges },
        });
    }
}
