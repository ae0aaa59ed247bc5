namespace FineTuneTrainer.Core.Tokenizers.PostProcessors;

/// <summary>A part of a template: one of the texts (0, 1), or special tokens with their ids.</summary>
internal sealed record TemplatePart(int Sequence, int Type, int[] Ids)
{
    public static TemplatePart Text(int sequence, int type) => new(sequence, type, []);

    public static TemplatePart Special(int type, params int[] ids) => new(Token.NoPlace, type, ids);
}
