using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.EncoderDecoders;

/// <summary>What an encoder-decoder's decoder reads and what it sees of the source.</summary>
internal static class Targets
{
    /// <summary>The batch's own decoder ids, or the labels moved one to the right behind the start token, -100 as padding (transformers' shift_tokens_right).</summary>
    public static Tensor Ids(Batch batch, int start, int pad)
    {
        if (batch.DecoderIds is { } given)
            return given;
        var labels = batch.Labels;
        var before = full([labels.shape[0], 1], start, ScalarType.Int64, labels.device);
        var shifted = cat([before, labels.narrow(1, 0, labels.shape[1] - 1)], 1);
        return shifted.masked_fill(shifted.eq(-100), pad);
    }

    /// <summary>An addend of the scores that hides the source's padding (row, 1, 1, key); null without any.</summary>
    public static Tensor? SourceMask(Batch batch, ScalarType type) =>
        batch.HasPadding ? zeros(batch.Mask!.shape, type, batch.Mask.device).masked_fill(batch.Mask.eq(0), Decoders.DecoderView.Hidden(type)).unsqueeze(1).unsqueeze(1) : null;
}
