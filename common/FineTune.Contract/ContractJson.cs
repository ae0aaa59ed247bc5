using System.Text.Json;
using System.Text.Json.Serialization;

namespace FineTune.Contract;

/// <summary>The one serializer of everything operator and trainer say to each other.</summary>
public static class ContractJson
{
    /// <summary>camelCase, nulls omitted, unknown members refused (a typo must not be ignored).</summary>
    public static JsonSerializerOptions Options { get; } = Make(indented: false, JsonUnmappedMemberHandling.Disallow);

    /// <summary>The same, for people to read.</summary>
    public static JsonSerializerOptions Indented { get; } = Make(indented: true, JsonUnmappedMemberHandling.Disallow);

    /// <summary>For messages between versions (progress, reports): unknown members are skipped.</summary>
    public static JsonSerializerOptions Lenient { get; } = Make(indented: false, JsonUnmappedMemberHandling.Skip);

    private static JsonSerializerOptions Make(bool indented, JsonUnmappedMemberHandling unmapped)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            WriteIndented = indented,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            UnmappedMemberHandling = unmapped,
            NumberHandling = JsonNumberHandling.Strict,
            PropertyNameCaseInsensitive = false,
            RespectNullableAnnotations = true,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            NewLine = "\n",
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
