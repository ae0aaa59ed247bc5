using System.Text.Json.Nodes;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Kinds;

/// <summary>One served resource: its names, scope and subresources.</summary>
internal sealed record ResourceKind(
    string Group, string Version, string Plural, string Kind, bool Namespaced, bool HasStatus = false, bool Generation = false, bool Custom = false)
{
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";
    public string Resource => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    /// <summary>The name under which objects are stored; two kinds of events share one.</summary>
    public string Store => Resource == "events.events.k8s.io" ? "events" : Resource;

    /// <summary>The group that errors of validation name: events belong to the core group, whichever way they come.</summary>
    public string ErrorGroup => Resource == "events.events.k8s.io" ? "" : Group;

    public string Singular { get; init; } = Kind.ToLowerInvariant();
    public IReadOnlyList<string> ShortNames { get; init; } = [];
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Only a question, nothing that is stored.</summary>
    public bool ReviewOnly { get; init; }

    /// <summary>The version of the CustomResourceDefinition that this kind comes from, with its schema, columns and subresources.</summary>
    public JsonObject? Definition { get; init; }

    /// <summary>The schema of a custom resource.</summary>
    public CustomSchema? Schema => Definition is null ? null : CustomSchema.Of(Definition);

    /// <summary>The paths of the scale subresource.</summary>
    public JsonObject? Scale => Definition?["subresources"]?["scale"] as JsonObject;

    /// <summary>Deletion answers the object itself, not a Status.</summary>
    public bool DeleteAnswersObject => Plural is "pods" or "services" or "serviceaccounts" or "namespaces" && Group.Length == 0;
}
