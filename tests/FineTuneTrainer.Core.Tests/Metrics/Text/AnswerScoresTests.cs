using System.Text.Json;
using FineTuneTrainer.Core.Metrics.Text;
using static FineTuneTrainer.Core.Tests.Metrics.MetricsGolden;

namespace FineTuneTrainer.Core.Tests.Metrics.Text;

public sealed class AnswerScoresTests
{
    [Fact]
    public void Scores_equal_SQuAD_s()
    {
        JsonElement golden = Read("squad.json");
        var scores = new AnswerScores();
        foreach (JsonElement row in golden.GetProperty("cases").EnumerateArray())
        {
            string prediction = row.GetProperty("prediction").GetString()!;
            Assert.Equal(row.GetProperty("normalized").GetString(), AnswerScores.Normalized(prediction));
            (double exact, double f1) = scores.Add(prediction, Texts(row.GetProperty("answers")));
            Close([Number(row, "exact"), Number(row, "f1")], [exact, f1]);
        }

        Close(Number(golden, "exact"), scores.ExactMatch);
        Close(Number(golden, "f1"), scores.F1);
    }
}
