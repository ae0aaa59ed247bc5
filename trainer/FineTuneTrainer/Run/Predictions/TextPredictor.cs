using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FineTune.Contract;
using FineTuneTrainer.Core.ChatTemplates;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Data.Rows;
using FineTuneTrainer.Core.Loop;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tokenizers;
using FineTuneTrainer.Disk;
using FineTuneTrainer.Run.Tasks;
using static TorchSharp.torch;

namespace FineTuneTrainer.Run.Predictions;

/// <summary>Reads texts with an encoder or a classifier; what it says of them is its task's.</summary>
public sealed class TextPredictor : IPredictor
{
    private const int DefaultLength = 512;

    private readonly TaskModel _model;
    private readonly Tokenizer _tokenizer;
    private readonly Collation _collation;
    private readonly EncodeOptions _options;
    private readonly PairEncoder _pairs;
    private readonly string? _prompt;

    private TextPredictor(TaskModel model, Tokenizer tokenizer, ChatTemplate? template, string? prompt)
    {
        _model = model;
        _model.Training = false;
        _tokenizer = tokenizer;
        _collation = new Collation(tokenizer.PadId, CPU);
        var length = Math.Min(DefaultLength, model.MaxPositions ?? DefaultLength);
        _options = new EncodeOptions { Truncation = new Truncation(length) };
        _pairs = new PairEncoder(template, tokenizer, length, readsPairs: true);
        _prompt = prompt;
    }

    /// <inheritdoc/>
    public int BatchSize => 32;

    /// <summary>Loads a model whose config names the labels; with a prompt it scores texts as answers to it.</summary>
    internal static TextPredictor Load(DiskFolder folder, JsonObject config, ModelTask task, string? prompt) =>
        new(Classifier.Load(folder, config, task), Inputs.TokenizerOf(folder), Chat.TemplateOf(folder), prompt);

    /// <inheritdoc/>
    public IReadOnlyList<Prediction> Predict(IReadOnlyList<string> inputs)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        List<(string Text, IReadOnlyList<Match> Words, Encoding Encoding)> rows = [.. inputs.Select(Encode)];
        using var batch = _collation.Collate([.. rows.Select(row => new EncodedRow(row.Encoding.Ids, row.Encoding.TypeIds, 0))], Occasion.Evaluation(0));
        var logits = _model.Forward(batch);
        return [.. rows.Select((row, i) => Read(row.Text, row.Words, row.Encoding, logits[i].contiguous()))];
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();

    private (string Text, IReadOnlyList<Match> Words, Encoding Encoding) Encode(string text)
    {
        if (_prompt is not null)
            return (text, [], Answer(_prompt, text));
        if (_model.Task != ModelTask.TokenClassification)
            return (text, [], _tokenizer.Encode(text, null, _options));
        var words = Entities.Words(text);
        return (text, words, _tokenizer.EncodeWords([.. words.Select(word => word.Value)], null, _options));
    }

    private Encoding Answer(string prompt, string answer)
    {
        try
        {
            var row = _pairs.Encode([new Message(Role.User, prompt)], [new Message(Role.Assistant, answer)]);
            return new Encoding(row.Ids, row.TypeIds);
        }
        catch (Exception exception) when (exception is PairException or ChatTemplateException)
        {
            throw new RunFailure(ExitCode.InvalidData, $"'{answer}' as an answer: {exception.Message}", "shorten the prompt, or give a text", inner: exception);
        }
    }

    private Prediction Read(string text, IReadOnlyList<Match> words, Encoding encoding, Tensor logits) => (_model.Task, _model.Problem) switch
    {
        (ModelTask.TokenClassification, _) => Entities.Of(_model, text, words, encoding, logits.narrow(0, 0, encoding.Ids.Length)),
        (ModelTask.MaskedLM, _) => HiddenWords.Of(_tokenizer, text, encoding, logits),
        (_, ProblemType.MultiLabel) => Answers.Labels(_model, text, logits),
        (_, ProblemType.Regression) => Answers.Number(text, logits),
        _ => Answers.Class(_model, text, logits),
    };
}
