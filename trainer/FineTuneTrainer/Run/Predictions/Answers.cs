using System.Globalization;
using FineTuneTrainer.Core.Models;
using static TorchSharp.torch;

namespace FineTuneTrainer.Run.Predictions;

/// <summary>Reads the logits of one text of a sequence classifier (class).</summary>
internal static class Answers
{
    private const double Half = 0.5;

    /// <summary>The most probable class.</summary>
    public static Prediction Class(TaskModel model, string text, Tensor logits)
    {
        var (confidence, index) = logits.softmax(0).max(0);
        var (label, value) = (model.Labels[(int)index.item<long>()], (double)confidence.item<float>());
        return new Prediction($"{label,-20} {Text(value)}  {text}", new { text, label, confidence = Round(value) });
    }

    /// <summary>Every label that is more probable than not.</summary>
    public static Prediction Labels(TaskModel model, string text, Tensor logits)
    {
        var chances = logits.sigmoid().data<float>().ToArray();
        var labels = model.Labels.Select((label, i) => new { label, confidence = Round(chances[i]) }).Where(one => one.confidence > Half).ToList();
        var line = labels.Count == 0 ? "-" : string.Join(' ', labels.Select(one => $"{one.label} {Text(one.confidence)}"));
        return new Prediction($"{line,-26}  {text}", new { text, labels });
    }

    /// <summary>The number.</summary>
    public static Prediction Number(string text, Tensor logits)
    {
        var value = (double)logits.view(-1)[0].item<float>();
        return new Prediction($"{Text(value),-20}  {text}", new { text, value = Round(value) });
    }

    internal static double Round(double value) => Math.Round(value, 6);

    internal static string Text(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
