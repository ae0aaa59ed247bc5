using FineTuneTrainer.Core.Tokenizers;

namespace FineTuneTrainer.Run;

/// <summary>Special tokens by their roles: as tokenizer_config.json names them, else by the names that tokenizers without one use.</summary>
internal static class SpecialTokens
{
    private static readonly Dictionary<string, string[]> Usual = new()
    {
        ["mask_token"] = ["[MASK]", "<mask>"],
        ["eos_token"] = ["</s>", "<|endoftext|>"],
        ["pad_token"] = ["[PAD]", "<pad>"],
        ["cls_token"] = ["[CLS]"],
    };

    /// <summary>The id of a role's token; null where the tokenizer has none.</summary>
    public static int? IdOf(Tokenizer tokenizer, string role)
    {
        IEnumerable<string> names = tokenizer.Special.TryGetValue(role, out var named) ? [named] : Usual[role];
        return names.Select(tokenizer.IdOf).FirstOrDefault(id => id is not null);
    }
}
