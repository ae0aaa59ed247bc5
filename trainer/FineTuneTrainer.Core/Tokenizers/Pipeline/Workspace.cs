using FineTuneTrainer.Core.Tokenizers.Models;

namespace FineTuneTrainer.Core.Tokenizers.Pipeline;

/// <summary>The buffers of one encoding at a time, kept from text to text; each thread works with one of its own.</summary>
internal sealed class Workspace
{
    public PieceFlow Flow { get; } = new();

    public PieceCache Cache { get; } = new();

    public List<ModelToken> Tokens { get; } = [];

    public List<Piece> Parts { get; } = [];

    public List<Piece> InnerParts { get; } = [];

    public MappedText Current { get; set; } = new();

    public MappedText Other { get; set; } = new();
}
