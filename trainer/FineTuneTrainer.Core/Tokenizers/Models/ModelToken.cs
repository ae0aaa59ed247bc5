namespace FineTuneTrainer.Core.Tokenizers.Models;

/// <summary>A token of one piece: its id, and the UTF-16 units of the piece that it covers.</summary>
internal readonly record struct ModelToken(int Id, int Start, int End);
