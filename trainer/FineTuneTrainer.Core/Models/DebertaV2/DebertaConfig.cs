using System.Text.Json.Nodes;
using FineTuneTrainer.Core.Models.Encoders;

namespace FineTuneTrainer.Core.Models.DebertaV2;

/// <summary>What DeBERTa's config.json says beyond an encoder's sizes.</summary>
internal sealed record DebertaConfig
{
    private static readonly string[] Absent = ["type_vocab_size", "conv_kernel_size"];

    public required EncoderConfig Encoder { get; init; }

    /// <summary>Half the rows of the table of distances: buckets on each side.</summary>
    public required int Span { get; init; }

    /// <summary>Whether distances fall into logarithmic buckets.</summary>
    public required bool Bucketed { get; init; }

    /// <summary>The distance that the last bucket ends at.</summary>
    public required int MaxDistance { get; init; }

    /// <summary>Whether content looks at position, and position at content.</summary>
    public required (bool ContentToPosition, bool PositionToContent) Terms { get; init; }

    public required bool NormalizedDistances { get; init; }

    public required double PoolerDropout { get; init; }

    public required string PoolerActivation { get; init; }

    /// <summary>Reads the config of versions 2 and 3; what neither published model has is refused by name.</summary>
    public static DebertaConfig Read(ModelBuilder build)
    {
        var config = build.Config;
        RefuseOthers(config);
        var most = config.Whole("max_position_embeddings", 512);
        var distance = config.Json["max_relative_positions"]?.GetValue<int>() is { } given and > 0 ? given : most;
        var buckets = config.Json["position_buckets"]?.GetValue<int>() ?? -1;
        // Old configs write the list as one text.
        var terms = config.Json["pos_att_type"] is JsonValue ? config.Text("pos_att_type", "").Split('|') : config.List<string>("pos_att_type");
        var json = (JsonObject)config.Json.DeepClone();
        // The reader of encoders wants at least one segment; here there is no table of them.
        json.Remove("type_vocab_size");
        var encoder = EncoderConfig.Read(new ModelBuilder(new ConfigReader(json), build.Options, build.Table));
        config.Finish();
        return new DebertaConfig
        {
            Encoder = encoder with { TypeVocabSize = 0, ClassifierDropout = build.Dropout(config.Has("cls_dropout") ? "cls_dropout" : "hidden_dropout_prob", 0.1) },
            Span = buckets > 0 ? buckets : distance,
            Bucketed = buckets > 0,
            MaxDistance = distance,
            Terms = (terms.Contains("c2p"), terms.Contains("p2c")),
            NormalizedDistances = config.Text("norm_rel_ebd", "none").Contains("layer_norm", StringComparison.Ordinal),
            PoolerDropout = build.Dropout("pooler_dropout", 0),
            PoolerActivation = config.Activation("pooler_hidden_act", "gelu"),
        };
    }

    // What neither published model has.
    private static void RefuseOthers(ConfigReader config)
    {
        void Expect(string name, bool value, bool wanted)
        {
            if (value != wanted)
                config.Refuse($"{name} is {(value ? "true" : "false")}; only {(wanted ? "true" : "false")} is read");
        }

        Expect("relative_attention", config.Flag("relative_attention", false), true);
        Expect("share_att_key", config.Flag("share_att_key", false), true);
        Expect("position_biased_input", config.Flag("position_biased_input", true), false);
        foreach (var name in Absent.Where(name => config.Number(name, 0) > 0))
            config.Refuse($"{name} is {config.Number(name, 0)}; only 0 is read");
    }
}
