using System.Text;
using FineTune.Contract;
using FineTune.Demo.Harness;
using FineTuneTrainer.Core.Data;

namespace FineTune.Bench;

/// <summary>What tokenizers read in the benchmark: lines like those of the sample data, but new ones, so that remembering lines is of no use.</summary>
internal static class TokenizeTexts
{
    private const int Bytes = 500_000;

    /// <summary>Lines of English and Chinese, about half a megabyte each.</summary>
    public static IEnumerable<(string Name, string[] Lines)> All()
    {
        yield return ("English", New(Rows("intents", "text", "label"), order: 5));
        yield return ("Chinese", New(Rows("zh_reviews", "review", "sentiment"), order: 1));
    }

    private static string[] Rows(string folder, string text, string label)
    {
        string file = Repository.Path("samples", "data", folder, "train.csv");
        using FileStream stream = File.OpenRead(file);
        return [.. RowReader.Read(stream, DatasetFormat.Csv, file, text, label).Rows.Select(r => r.Text)];
    }

    // A Markov chain of characters: each follows what it follows in the sample.
    private static string[] New(string[] lines, int order)
    {
        const char End = '\n';
        var random = new Random(17);
        var next = new Dictionary<string, List<char>>();
        foreach (string line in lines)
        {
            string text = line + End;
            for (int i = 0; i < text.Length; i++)
            {
                string before = text[Math.Max(0, i - order)..i];
                if (!next.TryGetValue(before, out List<char>? list)) next[before] = list = [];
                list.Add(text[i]);
            }
        }

        var made = new List<string>();
        for (int size = 0; size < Bytes;)
        {
            var line = new StringBuilder();
            while (line.Length < 300)
            {
                List<char> followers = next[line.ToString(Math.Max(0, line.Length - order), Math.Min(order, line.Length))];
                char c = followers[random.Next(followers.Count)];
                if (c == End) break;
                line.Append(c);
            }

            made.Add(line.ToString());
            size += Encoding.UTF8.GetByteCount(made[^1]);
        }

        return [.. made];
    }
}
