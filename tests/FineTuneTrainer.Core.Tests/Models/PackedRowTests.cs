using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tests.Kernels;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tests.Models;

/// <summary>Several texts in one row, or one text without padding, give what each gives alone.</summary>
[Collection(TorchCollection.Name)]
public sealed class PackedRowTests
{
    [Fact]
    public void Documents_in_one_row_do_not_see_each_other()
    {
        using var scope = NewDisposeScope();
        using var model = new ReferenceCase("llama3-causal-lm").Model();
        var packed = Golden.Tensors("cases", "llama3-packed.safetensors");
        var ids = packed["packed.input_ids"];
        var batch = new Batch(ids, packed["packed.labels"], (int)ids.numel()) { Positions = packed["packed.position_ids"], Documents = packed["packed.document_ids"] };
        Golden.Close(packed["packed.logits"], model.Forward(batch), 2e-5, "logits");
        var loss = Golden.Loss(model, batch);
        Golden.Close(packed["packed.loss"].squeeze(), loss, 2e-6, "loss");
        loss.backward();
        foreach (var (name, parameter) in model.Parameters)
            Golden.Close(packed[$"packed.grad.{name}"], parameter.grad!, 2e-6, name);
        for (var row = 0; row < 3; row++)
        {
            var alone = new Batch(packed[$"row{row}.input_ids"], packed[$"row{row}.labels"], (int)packed[$"row{row}.input_ids"].numel());
            Golden.Close(packed[$"row{row}.logits"], model.Forward(alone), 2e-5, $"row {row}");
        }
    }

    [Fact]
    public void Without_the_documents_the_loss_is_another()
    {
        using var scope = NewDisposeScope();
        using var model = new ReferenceCase("llama3-causal-lm").Model();
        var packed = Golden.Tensors("cases", "llama3-packed.safetensors");
        var ids = packed["packed.input_ids"];
        var batch = new Batch(ids, packed["packed.labels"], (int)ids.numel()) { Positions = packed["packed.position_ids"] };
        Golden.Close(packed["wrong_no_block_mask.loss"].squeeze(), Golden.Loss(model, batch), 2e-6, "loss");
    }

    [Theory]
    [InlineData("sequence-classification")]
    [InlineData("token-classification")]
    [InlineData("masked-lm")]
    public void A_text_alone_gives_what_it_gives_beside_longer_ones(string task)
    {
        using var scope = NewDisposeScope();
        var reference = new ReferenceCase($"bert-{task}");
        using var model = reference.Model();
        var alone = Golden.Tensors("cases", "bert-unpadded.safetensors");
        var padded = Golden.Batch(reference.Tensors);
        for (var row = 0; row < 4; row++)
        {
            // The ids are stored for one task; the others' are the padded rows without their padding.
            var length = alone[$"row{row}.input_ids"].shape[1];
            var ids = padded.Inputs.narrow(0, row, 1).narrow(1, 0, length);
            var batch = new Batch(ids, padded.Labels, (int)length) { TokenTypeIds = padded.TokenTypeIds!.narrow(0, row, 1).narrow(1, 0, length) };
            Golden.Close(alone[$"{task}.row{row}.logits"], model.Forward(batch), 2e-5, $"row {row}");
        }
    }
}
