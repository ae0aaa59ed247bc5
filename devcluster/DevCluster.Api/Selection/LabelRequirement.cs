using System.Text.Json.Nodes;

namespace DevCluster.Api.Selection;

/// <summary>One part of a label selector: a key that must be there, or must not, or whose value must be among some, or not.</summary>
internal sealed record LabelRequirement(string Key, bool Wanted, IReadOnlyList<string>? Values)
{
    public bool Matches(JsonObject? labels)
    {
        bool found = labels?[Key] is { } value && (Values is null || Values.Contains((string)value!));
        return found == Wanted;
    }
}
