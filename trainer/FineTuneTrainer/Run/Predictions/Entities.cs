using System.Text.RegularExpressions;
using FineTuneTrainer.Core.Metrics.Tagging;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tokenizers;
using static TorchSharp.torch;

namespace FineTuneTrainer.Run.Predictions;

/// <summary>Finds the entities of texts by the tags of their words, each read at its first token as in training.</summary>
internal static partial class Entities
{
    /// <summary>A text's words: letters and digits with inner marks hold together, every other mark is a word of its own.</summary>
    public static IReadOnlyList<Match> Words(string text) => [.. Word().Matches(text).Cast<Match>()];

    /// <summary>Reads the logits (position, tag) of one text.</summary>
    public static Prediction Of(TaskModel model, string text, IReadOnlyList<Match> words, Encoding encoding, Tensor logits)
    {
        var (confidence, tags) = logits.softmax(1).max(1);
        var chances = confidence.data<float>().ToArray();
        var indices = tags.data<long>().ToArray();
        // Words beyond the model's length have no token, and so no tag.
        int[] first = [.. Enumerable.Range(0, words.Count).Select(word => Array.IndexOf(encoding.WordIds, word)).Where(token => token >= 0)];
        var entities = EntityReader.Read([.. first.Select(token => model.Labels[(int)indices[token]])], TaggingScheme.Lenient)
            .Select(entity => new
            {
                type = entity.Type,
                start = words[entity.Start].Index,
                end = words[entity.End - 1].Index + words[entity.End - 1].Length,
                confidence = Answers.Round(first[entity.Start..entity.End].Average(token => chances[token])),
            })
            .ToList();
        var line = entities.Count == 0 ? "no entity" : string.Join(", ", entities.Select(entity => $"{entity.type} \"{text[entity.start..entity.end]}\" {Answers.Text(entity.confidence)}"));
        return new Prediction($"{line}  <- {text}", new { text, entities });
    }

    [GeneratedRegex(@"\w+(?:[-'’./]\w+)*|[^\w\s]")]
    private static partial Regex Word();
}
