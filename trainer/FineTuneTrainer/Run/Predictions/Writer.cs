using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Core.ChatTemplates;
using FineTuneTrainer.Core.Data.Rows;
using FineTuneTrainer.Core.Generation;
using FineTuneTrainer.Core.Linears;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tokenizers;
using FineTuneTrainer.Disk;

namespace FineTuneTrainer.Run.Predictions;

/// <summary>Writes texts: a decoder goes on with a prompt, or answers where it has a chat template; an encoder-decoder writes what the text becomes.</summary>
public sealed class Writer : IPredictor
{
    private readonly TaskModel _model;
    private readonly Tokenizer _source;
    private readonly Tokenizer _target;
    private readonly ChatTemplate? _chat;
    private readonly GenerationSettings _settings;

    private Writer(TaskModel model, Tokenizer source, Tokenizer target, ChatTemplate? chat, GenerationSettings settings)
    {
        (_model, _source, _target, _chat, _settings) = (model, source, target, chat, settings);
        _model.Training = false;
    }

    /// <inheritdoc/>
    public int BatchSize => 8;

    /// <summary>Loads a model with its tokenizers and its chat template, where it has one.</summary>
    internal static Writer Load(DiskFolder folder, JsonObject config, ModelTask task, WriterOptions options)
    {
        var model = ModelCatalog.Load(folder, new ModelOptions { Task = task, Kernel = LinearKernels.Of(LinearKernelType.Native) });
        if (model.Report.Fresh.Count > 0)
            throw new ModelIncompatibleException([$"the model has no trained head: {string.Join(", ", model.Report.Fresh)} would be random"]);
        Tokenizer source = Inputs.TokenizerOf(folder), target = Inputs.TokenizerOf(folder, target: true);
        var settings = GenerationSettings.Read(config, Inputs.GenerationOf(folder));
        IReadOnlyList<int> ends = settings.EosTokenIds.Count > 0 ? settings.EosTokenIds : SpecialTokens.IdOf(target, "eos_token") is { } end ? [end] : [];
        settings = settings with { MaxNewTokens = options.MaxNewTokens, NumBeams = options.NumBeams ?? settings.NumBeams, EosTokenIds = ends, PadTokenId = settings.PadTokenId ?? source.PadId };
        return new Writer(model, source, target, task == ModelTask.CausalLM ? Chat.TemplateOf(folder) : null, settings);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Prediction> Predict(IReadOnlyList<string> inputs)
    {
        var written = new TextGenerator(_model).Generate([.. inputs.Select(Prompt)], _settings);
        return [.. inputs.Select((text, row) => Answer(text, _target.Decode(written.NewTokens(row * _settings.NumReturnSequences).ToArray().Select(id => (int)id)).Trim()))];
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();

    private static Prediction Answer(string text, string generated) => new($"{generated}  <- {text}", new { text, generated });

    private int[] Prompt(string text)
    {
        var ids = _chat is null
            ? _source.Encode(text).Ids
            : _source.Encode(_chat.Render(Chat.Input([new Message(Role.User, text)], _source, ask: true)).Text, options: new EncodeOptions { AddSpecialTokens = false }).Ids;
        if (ids.Length == 0)
            throw new RunFailure(ExitCode.InvalidConfig, "the text is empty", "give the model something to go on with");
        return _model.MaxPositions is not { } most || ids.Length + (_model.Task == ModelTask.CausalLM ? _settings.MaxNewTokens : 0) <= most
            ? ids
            : throw new RunFailure(ExitCode.InvalidConfig, $"the text has {ids.Length} tokens and the answer up to {_settings.MaxNewTokens}; the model has {most} positions", "shorten the text, or lower --max-new-tokens");
    }
}
