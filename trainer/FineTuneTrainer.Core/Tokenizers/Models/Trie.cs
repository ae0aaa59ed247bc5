using System.Numerics;

namespace FineTuneTrainer.Core.Tokenizers.Models;

/// <summary>Words by their UTF-16 units. Children of the root stand in an array, all others in one hash table of (node, unit).</summary>
internal sealed class Trie
{
    /// <summary>The node without a word.</summary>
    public const int None = -1;

    private readonly int[] _roots = new int[0x10000];
    private readonly List<int> _values = [None];
    private ulong[] _keys = new ulong[1024];
    private int[] _children = new int[1024];

    /// <summary>Adds a word that is not empty.</summary>
    public void Add(ReadOnlySpan<char> word, int value)
    {
        int node = _roots[word[0]];
        if (node == 0) _roots[word[0]] = node = NewNode();
        foreach (char c in word[1..])
        {
            int child = Child(node, c);
            if (child == 0)
            {
                child = NewNode();
                Insert(Key(node, c), child);
            }

            node = child;
        }

        _values[node] = value;
    }

    /// <summary>The node behind one unit, or 0.</summary>
    public int Root(char c) => _roots[c];

    /// <summary>The child of a node, or 0.</summary>
    public int Child(int node, char c)
    {
        ulong key = Key(node, c);
        int mask = _keys.Length - 1;
        for (int slot = Slot(key, mask); ; slot = (slot + 1) & mask)
        {
            if (_keys[slot] == key) return _children[slot];
            if (_keys[slot] == 0) return 0;
        }
    }

    /// <summary>The value of the word that ends at a node, or <see cref="None"/>.</summary>
    public int Value(int node) => _values[node];

    // Nodes count from 1, so that no key is 0.
    private static ulong Key(int node, char c) => ((ulong)node << 16) | c;

    private static int Slot(ulong key, int mask) => (int)((key * 0x9E3779B97F4A7C15UL) >> 32) & mask;

    private int NewNode()
    {
        _values.Add(None);
        return _values.Count - 1;
    }

    private void Insert(ulong key, int child)
    {
        if (_values.Count * 2 > _keys.Length) Grow();
        int mask = _keys.Length - 1;
        int slot = Slot(key, mask);
        while (_keys[slot] != 0) slot = (slot + 1) & mask;
        _keys[slot] = key;
        _children[slot] = child;
    }

    private void Grow()
    {
        (ulong[] keys, int[] children) = (_keys, _children);
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)keys.Length * 2);
        _keys = new ulong[size];
        _children = new int[size];
        for (int i = 0; i < keys.Length; i++)
            if (keys[i] != 0) Insert(keys[i], children[i]);
    }
}
