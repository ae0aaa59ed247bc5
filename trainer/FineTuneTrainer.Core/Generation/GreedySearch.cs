using FineTuneTrainer.Core.Generation.Rules;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Generation;

/// <summary>The most likely token, again and again, until every row has ended or is as long as it may be.</summary>
internal static class GreedySearch
{
    public static GeneratedTexts Run(Reader reader, Tensor prompts, GenerationSettings settings, CancellationToken cancellationToken)
    {
        var promptLength = (int)prompts.shape[1];
        var rules = new LogitsRules(settings, promptLength);
        var rows = Rows.Of(prompts);
        var lengths = new int[rows.Length];
        var open = Enumerable.Range(0, rows.Length).ToHashSet();
        var next = prompts;
        for (var made = 0; made < settings.MaxNewTokens && open.Count > 0; made++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var best = rules.Apply(reader.Read(next), rows).argmax(1).data<long>().ToArray();
            for (var row = 0; row < rows.Length; row++)
            {
                var token = open.Contains(row) ? best[row] : settings.Fill;
                rows[row] = [.. rows[row], token];
                if (!open.Contains(row))
                    continue;
                lengths[row]++;
                if (settings.EosTokenIds.Contains((int)token))
                    open.Remove(row);
            }

            next = Rows.Last(rows, prompts.device).MoveToOuterDisposeScope();
        }

        return new GeneratedTexts(rows, null, promptLength, lengths);
    }
}
