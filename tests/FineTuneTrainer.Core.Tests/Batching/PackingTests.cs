using System.Text.Json;
using CsCheck;
using FineTuneTrainer.Core.Batching;
using FineTuneTrainer.Core.Tests.Models;

namespace FineTuneTrainer.Core.Tests.Batching;

public sealed class PackingTests
{
    [Fact]
    public void Sequences_equal_TRL_s()
    {
        foreach (JsonElement row in Golden.Json("losses", "packing.json").GetProperty("cases").EnumerateArray())
        {
            int[] lengths = [.. row.GetProperty("lengths").EnumerateArray().Select(l => l.GetInt32())];
            int size = row.GetProperty("seq_length").GetInt32();
            Assert.Equal(Bins(row, "bfd"), Packing.BestFit(lengths, size));
            Assert.Equal(Bins(row, "bfd_split"), Packing.BestFitSplit(lengths, size));
            Assert.Equal(Bins(row, "wrapped"), Packing.Wrapped(lengths, size));
        }
    }

    [Fact]
    public void Every_token_is_kept_once_and_no_sequence_overflows()
    {
        Gen.Select(Gen.Int[0, 50].Array[0, 60], Gen.Int[1, 20]).Sample((lengths, size) =>
        {
            foreach (IReadOnlyList<IReadOnlyList<Piece>> packed in new[] { Packing.BestFitSplit(lengths, size), Packing.Wrapped(lengths, size) })
            {
                Assert.All(packed, sequence => Assert.InRange(sequence.Sum(p => p.Length), 1, size));
                (int, int)[] tokens = [.. packed.SelectMany(s => s).SelectMany(p => Enumerable.Range(p.From, p.Length).Select(t => (p.Row, t))).Order()];
                Assert.Equal(lengths.SelectMany((n, row) => Enumerable.Range(0, n).Select(t => (row, t))), tokens);
            }
        });
    }

    private static List<List<Piece>> Bins(JsonElement row, string strategy) =>
        [.. row.GetProperty(strategy).GetProperty("bins").EnumerateArray().Select(bin => (List<Piece>)[.. bin.EnumerateArray().Select(Read)])];

    private static Piece Read(JsonElement p) => new(p[0].GetInt32(), p[1].GetInt32(), p[2].GetInt32());
}
