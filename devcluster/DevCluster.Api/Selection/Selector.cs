using System.Text.Json.Nodes;
using DevCluster.Api.Verbs;

namespace DevCluster.Api.Selection;

/// <summary>labelSelector and fieldSelector of a list, watch or collection deletion.</summary>
internal sealed class Selector
{
    private readonly IReadOnlyList<LabelRequirement> _labels;
    private readonly IReadOnlyList<FieldRequirement> _fields;
    private readonly string? _name;

    private Selector(IReadOnlyList<LabelRequirement> labels, IReadOnlyList<FieldRequirement> fields, string? name)
        => (_labels, _fields, _name) = (labels, fields, name);

    /// <summary>Selectors that cannot be read, and fields that nobody can select by, are 400.</summary>
    public static Selector Of(Call call) => new(
        LabelSelectorText.Parse(call.Query("labelSelector") ?? ""), FieldSelectorText.Parse(call.Query("fieldSelector") ?? "", call.Kind), call.Path.Name);

    public bool Matches(JsonObject item)
        => (_name is null || (string?)item["metadata"]!["name"] == _name)
            && _labels.All(one => one.Matches(item["metadata"]!["labels"] as JsonObject))
            && _fields.All(one => one.Matches(item));
}
