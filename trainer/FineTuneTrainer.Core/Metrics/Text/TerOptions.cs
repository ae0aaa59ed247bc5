namespace FineTuneTrainer.Core.Metrics.Text;

/// <summary>Settings of TER with sacreBLEU's defaults (Tercom's tokenizer).</summary>
public sealed record TerOptions
{
    /// <summary>Separate punctuation and unescape entities.</summary>
    public bool Normalized { get; init; }

    /// <summary>Drop punctuation.</summary>
    public bool NoPunctuation { get; init; }

    /// <summary>Treat Chinese and Japanese characters and marks too, with <see cref="Normalized"/> or <see cref="NoPunctuation"/>.</summary>
    public bool AsianSupport { get; init; }

    /// <summary>Keep upper and lower case apart.</summary>
    public bool CaseSensitive { get; init; }

    /// <summary>sacreBLEU's signature; its version is the one whose numbers these are.</summary>
    public string Signature(int references) =>
        $"nrefs:{references}|case:{(CaseSensitive ? "mixed" : "lc")}|tok:tercom|norm:{YesNo(Normalized)}|punct:{YesNo(!NoPunctuation)}|asian:{YesNo(AsianSupport)}|version:2.6.0";

    private static string YesNo(bool value) => value ? "yes" : "no";
}
