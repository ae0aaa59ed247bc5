namespace FineTuneTrainer.Core.Tokenizers.Files;

/// <summary>What a SentencePiece .model file holds (sentencepiece_model.proto).</summary>
internal sealed class SentencePieceFile
{
    public const int Unigram = 1;
    public const int Bpe = 2;

    /// <summary>A piece of this type is a control symbol; it is added and special.</summary>
    public const int Control = 3;

    /// <summary>A piece of this type was defined by the user; it is added.</summary>
    public const int UserDefined = 4;

    public List<(string Piece, double Score, int Type)> Pieces { get; } = [];

    /// <summary><see cref="Unigram"/> or <see cref="Bpe"/>.</summary>
    public int Kind { get; private set; } = Unigram;

    public int UnknownId { get; private set; }

    public string UnknownPiece { get; private set; } = "<unk>";

    /// <summary>The character map; empty where the text is not normalized.</summary>
    public byte[] Charsmap { get; private set; } = [];

    public static SentencePieceFile Read(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var file = new SentencePieceFile();
        var fields = new ProtobufFields(copy.GetBuffer().AsSpan(0, (int)copy.Length));
        while (fields.Next())
        {
            if (fields.Number == 1) file.Pieces.Add(Piece(fields.Bytes));
            else if (fields.Number == 2) file.ReadTrainer(fields.Bytes);
            else if (fields.Number == 3) file.ReadNormalizer(fields.Bytes);
        }

        if (file.Pieces.Count == 0) throw new InvalidDataException("The SentencePiece model has no pieces.");
        return file;
    }

    private static (string, double, int) Piece(ReadOnlySpan<byte> message)
    {
        (string text, double score, int type) = ("", 0, 1);
        var fields = new ProtobufFields(message);
        while (fields.Next())
        {
            if (fields.Number == 1) text = fields.Text;
            else if (fields.Number == 2) score = fields.Float;
            else if (fields.Number == 3) type = (int)fields.Value;
        }

        return (text, score, type);
    }

    private void ReadTrainer(ReadOnlySpan<byte> message)
    {
        var fields = new ProtobufFields(message);
        while (fields.Next())
        {
            if (fields.Number == 3) Kind = (int)fields.Value;
            else if (fields.Number == 40) UnknownId = (int)fields.Value;
            else if (fields.Number == 45) UnknownPiece = fields.Text;
        }
    }

    private void ReadNormalizer(ReadOnlySpan<byte> message)
    {
        var fields = new ProtobufFields(message);
        while (fields.Next())
            if (fields.Number == 2) Charsmap = fields.Bytes.ToArray();
    }
}
