using System.Numerics;
using System.Runtime.InteropServices;
using FineTuneTrainer.Core.Tokenizers.Models;

namespace FineTuneTrainer.Core.Tokenizers.Pipeline;

/// <summary>The tokens of pieces seen before. It is emptied when it is full, so its memory is bounded.</summary>
internal sealed class PieceCache
{
    /// <summary>Longer pieces seldom come again.</summary>
    public const int LongestPiece = 48;

    private const int MostPieces = 1 << 16;
    private const int Slots = 2 * MostPieces;

    private readonly Entry[] _entries = new Entry[Slots];
    private char[] _keys = new char[1 << 14];
    private ModelToken[] _tokens = new ModelToken[1 << 13];
    private int _pieces;
    private int _keyEnd;
    private int _tokenEnd;

    public static ulong Hash(ReadOnlySpan<char> piece)
    {
        const ulong Factor = 0x9E3779B97F4A7C15;
        ulong hash = (uint)piece.Length;
        while (piece.Length >= 4)
        {
            hash = (BitOperations.RotateLeft(hash, 5) ^ MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(piece))) * Factor;
            piece = piece[4..];
        }

        ulong rest = 0;
        foreach (char c in piece) rest = (rest << 16) | c;
        hash = (BitOperations.RotateLeft(hash, 5) ^ rest) * Factor;
        return hash ^ (hash >> 29);
    }

    /// <summary>The tokens of a piece, or false where it is not known.</summary>
    public bool TryGet(ReadOnlySpan<char> piece, ulong hash, out ReadOnlySpan<ModelToken> tokens)
    {
        for (int slot = (int)(hash >> 40) & (Slots - 1); ; slot = (slot + 1) & (Slots - 1))
        {
            ref readonly Entry entry = ref _entries[slot];
            if (entry.KeyLength == 0)
            {
                tokens = default;
                return false;
            }

            if (entry.Hash != (uint)hash || entry.KeyLength != piece.Length || !piece.SequenceEqual(_keys.AsSpan(entry.Key, entry.KeyLength))) continue;
            tokens = _tokens.AsSpan(entry.Token, entry.TokenCount);
            return true;
        }
    }

    public void Add(ReadOnlySpan<char> piece, ulong hash, ReadOnlySpan<ModelToken> tokens)
    {
        if (_pieces == MostPieces) Clear();
        if (_keyEnd + piece.Length > _keys.Length) Array.Resize(ref _keys, _keys.Length * 2);
        while (_tokenEnd + tokens.Length > _tokens.Length) Array.Resize(ref _tokens, _tokens.Length * 2);
        piece.CopyTo(_keys.AsSpan(_keyEnd));
        tokens.CopyTo(_tokens.AsSpan(_tokenEnd));
        int slot = (int)(hash >> 40) & (Slots - 1);
        while (_entries[slot].KeyLength != 0) slot = (slot + 1) & (Slots - 1);
        _entries[slot] = new Entry((uint)hash, _keyEnd, (ushort)piece.Length, (ushort)tokens.Length, _tokenEnd);
        _keyEnd += piece.Length;
        _tokenEnd += tokens.Length;
        _pieces++;
    }

    private void Clear()
    {
        Array.Clear(_entries);
        (_pieces, _keyEnd, _tokenEnd) = (0, 0, 0);
    }

    private readonly record struct Entry(uint Hash, int Key, ushort KeyLength, ushort TokenCount, int Token);
}
