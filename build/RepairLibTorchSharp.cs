using System;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Lets libLibTorchSharp.so load where libstdc++ is older than GCC 13's. One symbol asks for version GLIBCXX_3.4.32:
/// _ZSt21ios_base_library_initv, which only pulls in the stream initialization. std::ios_base::Init's constructor does the
/// same since GLIBCXX_3.4 and does not touch its argument, so the name and the version are exchanged in a copy.
/// </summary>
public class RepairLibTorchSharp : Task
{
    private const uint VersionNeeds = 0x6ffffffe; // SHT_GNU_verneed
    private const string NewVersion = "GLIBCXX_3.4.32";
    private const string OldVersion = "GLIBCXX_3.4";
    private static readonly byte[] NewSymbol = Encoding.ASCII.GetBytes("_ZSt21ios_base_library_initv\0");
    private static readonly byte[] OldSymbol = Encoding.ASCII.GetBytes("_ZNSt8ios_base4InitC1Ev\0");

    /// <summary>The package's library; only read.</summary>
    [Required]
    public string Published { get; set; } = "";

    /// <summary>Where the repaired copy goes.</summary>
    [Required]
    public string Repaired { get; set; } = "";

    public override bool Execute()
    {
        var bytes = File.ReadAllBytes(Published);
        var symbol = IndexOf(bytes, NewSymbol);
        if (symbol < 0 || !LowerVersion(bytes))
        {
            Log.LogError("{0} does not ask for {1} as TorchSharp 0.107.0 does, so it cannot be repaired. If this TorchSharp loads on Debian 12 as published, delete build/RepairLibTorchSharp.cs and its targets in build/Torch.targets.", Published, NewVersion);
            return false;
        }

        Array.Clear(bytes, symbol, NewSymbol.Length);
        Array.Copy(OldSymbol, 0, bytes, symbol, OldSymbol.Length);
        Directory.CreateDirectory(Path.GetDirectoryName(Repaired)!);
        // The output may be a hard link to the copy of an earlier build: replace the file, do not write into it.
        var temporary = Repaired + ".new";
        File.WriteAllBytes(temporary, bytes);
        File.Delete(Repaired);
        File.Move(temporary, Repaired);
        return true;
    }

    // ELF64: section headers at e_shoff; Verneed {u16 version, u16 cnt, u32 file, u32 aux, u32 next}; Vernaux {u32 hash, u16 flags, u16 other, u32 name, u32 next}.
    private static bool LowerVersion(byte[] elf)
    {
        var table = (long)BitConverter.ToUInt64(elf, 0x28);
        var size = BitConverter.ToUInt16(elf, 0x3A);
        var count = BitConverter.ToUInt16(elf, 0x3C);
        for (var i = 0; i < count; i++)
        {
            var header = table + (i * size);
            if (BitConverter.ToUInt32(elf, (int)header + 4) != VersionNeeds)
                continue;
            var strings = StringTable(elf, table + (BitConverter.ToUInt32(elf, (int)header + 0x28) * size));
            return LowerIn(elf, (long)BitConverter.ToUInt64(elf, (int)header + 0x18), strings);
        }

        return false;
    }

    private static long StringTable(byte[] elf, long header) => (long)BitConverter.ToUInt64(elf, (int)header + 0x18);

    private static bool LowerIn(byte[] elf, long need, long strings)
    {
        while (true)
        {
            long newer = -1, older = -1, aux = need + BitConverter.ToUInt32(elf, (int)need + 8);
            for (var left = BitConverter.ToUInt16(elf, (int)need + 2); left > 0; left--)
            {
                var name = Text(elf, strings + BitConverter.ToUInt32(elf, (int)aux + 8));
                if (name == NewVersion)
                    newer = aux;
                if (name == OldVersion)
                    older = aux;
                aux += BitConverter.ToUInt32(elf, (int)aux + 12);
            }

            if (newer >= 0 && older >= 0)
            {
                Array.Copy(elf, older, elf, newer, 4); // vna_hash
                Array.Copy(elf, older + 8, elf, newer + 8, 4); // vna_name
                return true;
            }

            var next = BitConverter.ToUInt32(elf, (int)need + 12);
            if (next == 0)
                return false;
            need += next;
        }
    }

    private static string Text(byte[] bytes, long at)
    {
        var end = Array.IndexOf(bytes, (byte)0, (int)at);
        return Encoding.ASCII.GetString(bytes, (int)at, end - (int)at);
    }

    private static int IndexOf(byte[] bytes, byte[] pattern)
    {
        for (var i = Array.IndexOf(bytes, pattern[0]); i >= 0 && i <= bytes.Length - pattern.Length; i = Array.IndexOf(bytes, pattern[0], i + 1))
        {
            var j = 0;
            while (j < pattern.Length && bytes[i + j] == pattern[j])
                j++;
            if (j == pattern.Length)
                return i;
        }

        return -1;
    }
}
