using FineTune.Contract;
using FineTuneTrainer.Core.Metrics.Statistics;
using FineTuneTrainer.Core.Tasks;

namespace FineTuneTrainer.Core.Evaluations;

/// <summary>The rows that only one of two models gets right, with McNemar's exact test.</summary>
internal static class Disagreement
{
    /// <summary>Null unless each row by itself is right or wrong for both models.</summary>
    public static RightAndWrong? Of(IRowOutcomes before, IRowOutcomes after)
    {
        int onlyBase = 0, onlyTuned = 0;
        for (var row = 0; row < after.Count; row++)
        {
            double was = before.Score([row], "accuracy"), now = after.Score([row], "accuracy");
            if (was is not (0 or 1) || now is not (0 or 1))
                return null;
            onlyBase += was > now ? 1 : 0;
            onlyTuned += now > was ? 1 : 0;
        }

        return new RightAndWrong(onlyBase, onlyTuned, McNemar.ExactP(onlyBase, onlyTuned));
    }
}
