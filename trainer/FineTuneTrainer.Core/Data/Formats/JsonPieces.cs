using System.Text.Json;

namespace FineTuneTrainer.Core.Data.Formats;

/// <summary>Reads a JSON array's elements from a stream one by one, in a buffer as large as the largest of them.</summary>
internal sealed class JsonPieces(Stream stream)
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _final;
    private bool _begun;
    private JsonReaderState _state;

    private delegate bool Step(ref Utf8JsonReader reader);

    /// <summary>Goes into the array at the top, or into that of the property of the object at the top; false if there is neither.</summary>
    public bool EnterArray(string property)
    {
        JsonTokenType top = default;
        Advance((ref Utf8JsonReader reader) => Token(ref reader, ref top));
        if (top != JsonTokenType.StartObject) return top == JsonTokenType.StartArray;
        while (true)
        {
            bool named = false, ended = false;
            Advance((ref Utf8JsonReader reader) =>
            {
                if (!reader.Read()) return false;
                ended = reader.TokenType == JsonTokenType.EndObject;
                named = !ended && reader.ValueTextEquals(property);
                return ended || named || (reader.Read() && reader.TrySkip());
            });
            if (ended) return false;
            if (!named) continue;
            Advance((ref Utf8JsonReader reader) => Token(ref reader, ref top));
            return top == JsonTokenType.StartArray;
        }
    }

    /// <summary>The next element; null at the array's end.</summary>
    public JsonDocument? Next()
    {
        JsonDocument? document = null;
        Advance((ref Utf8JsonReader reader) =>
        {
            if (!reader.Read()) return false;
            return reader.TokenType == JsonTokenType.EndArray || JsonDocument.TryParseValue(ref reader, out document);
        });
        return document;
    }

    private static bool Token(ref Utf8JsonReader reader, ref JsonTokenType type)
    {
        if (!reader.Read()) return false;
        type = reader.TokenType;
        return true;
    }

    // Repeats a step with more of the file until it has all that it needs.
    private void Advance(Step step)
    {
        while (true)
        {
            var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _final, _state);
            if (_begun && step(ref reader))
            {
                _start += (int)reader.BytesConsumed;
                _state = reader.CurrentState;
                return;
            }

            if (_final) throw new JsonException("The file ends inside of a value.");
            Fill();
        }
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length) Array.Resize(ref _buffer, checked(_buffer.Length * 2));
        int read = stream.ReadAtLeast(_buffer.AsSpan(_end), 1, throwOnEndOfStream: false);
        _end += read;
        _final = read == 0;
        if (_final && !_begun && _end == 0) throw new JsonException("The file is empty.");
        if (_begun || (_end < ByteOrderMark.Length && !_final)) return;
        _begun = true;
        if (_buffer.AsSpan(0, _end).StartsWith(ByteOrderMark)) _start = ByteOrderMark.Length;
    }
}
