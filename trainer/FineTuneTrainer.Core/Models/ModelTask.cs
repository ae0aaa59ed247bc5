namespace FineTuneTrainer.Core.Models;

/// <summary>What a model's head makes of its backbone's states; named as in the manifest and as in transformers' class names.</summary>
public enum ModelTask
{
    /// <summary>One row of logits a text.</summary>
    SequenceClassification,

    /// <summary>One row of logits a token.</summary>
    TokenClassification,

    /// <summary>Vocabulary logits a token, of an encoder.</summary>
    MaskedLM,

    /// <summary>Vocabulary logits a token, of a decoder.</summary>
    CausalLM,

    /// <summary>A start and an end logit a token.</summary>
    QuestionAnswering,

    /// <summary>Vocabulary logits a target token, of an encoder-decoder.</summary>
    Seq2Seq,

    /// <summary>One row of logits an image.</summary>
    ImageClassification,

    /// <summary>One row of logits a row of numbers.</summary>
    TabularClassification,
}
