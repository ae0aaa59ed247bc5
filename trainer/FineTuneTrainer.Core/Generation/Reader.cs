using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Models.Decoders;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Generation;

/// <summary>Reads tokens into a model's key-value cache and tells what may come next; rows can be exchanged, as a beam search needs.</summary>
internal sealed class Reader : IDisposable
{
    private readonly TaskModel _model;
    private readonly bool _encodes;
    private readonly KeyValueCache _cache = new();
    private readonly Pass _pass;
    private Tensor _inputs; // the source of an encoder-decoder (row, position)
    private Tensor? _mask; // (row, position): the source's, or that of all a decoder has read; null without padding

    /// <param name="model">A decoder or an encoder-decoder with a language model's head.</param>
    /// <param name="prompts">Prompts (row, position): for a decoder padded on the left, for an encoder-decoder the sources, padded on the right.</param>
    /// <param name="mask">1 where a prompt is not padding; null where none is.</param>
    public Reader(TaskModel model, Tensor prompts, Tensor? mask)
    {
        _model = model;
        _encodes = model.Task == ModelTask.Seq2Seq;
        _inputs = prompts.clone().DetachFromDisposeScope();
        _mask = mask?.clone().DetachFromDisposeScope();
        _pass = new Pass(Training: false) { Cache = _cache, LastOnly = true };
    }

    /// <summary>Reads new tokens (row, position) and returns the logits of what follows (row, token).</summary>
    public Tensor Read(Tensor tokens)
    {
        var logits = _model.Forward(_encodes ? Source(tokens) : Prompt(tokens), _pass);
        return logits.select(1, -1).to(ScalarType.Float32);
    }

    /// <summary>Goes on with these rows in place of the present ones.</summary>
    public void Select(Tensor rows)
    {
        _cache.Select(rows);
        _inputs = Exchange(_inputs, rows);
        _mask = _mask is null ? null : Exchange(_mask, rows);
    }

    public void Dispose()
    {
        _cache.Dispose();
        _inputs.Dispose();
        _mask?.Dispose();
    }

    private static Tensor Exchange(Tensor old, Tensor rows)
    {
        var chosen = old.index_select(0, rows).DetachFromDisposeScope();
        old.Dispose();
        return chosen;
    }

    private Batch Source(Tensor tokens) => new(_inputs, tokens, Real()) { Mask = _mask, DecoderIds = tokens };

    private Batch Prompt(Tensor tokens)
    {
        // What was generated is never padding for the row itself: a finished row is not read again.
        if (_mask is not null && _cache.Length > 0)
        {
            var longer = cat([_mask, ones_like(tokens)], 1).DetachFromDisposeScope();
            _mask.Dispose();
            _mask = longer;
        }

        return new Batch(tokens, tokens, Real()) { Mask = _mask };
    }

    private int Real() => _mask is null ? 0 : (int)_mask.sum().item<long>();
}
