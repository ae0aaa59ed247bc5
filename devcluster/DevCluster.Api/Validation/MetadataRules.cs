using System.Text.Json.Nodes;
using DevCluster.Api.Kinds;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Validation;

/// <summary>What holds for the metadata of every object.</summary>
internal static class MetadataRules
{
    private static readonly string[] StandardFinalizers = ["foregroundDeletion", "orphan", "kubernetes"];

    public static void Check(ResourceKind kind, JsonObject item, JsonObject? old, List<FieldCause> causes)
    {
        JsonObject metadata = item["metadata"]!.AsObject();
        if (old is null) CheckName(kind, metadata, causes);
        else CheckUpdate(kind, metadata, old["metadata"]!.AsObject(), causes);
        CheckOwners(metadata, causes);
        CheckFinalizers(metadata, causes);
        CheckKeys(metadata["labels"] as JsonObject, "metadata.labels", causes, values: true);
        CheckKeys(metadata["annotations"] as JsonObject, "metadata.annotations", causes, values: false);
    }

    private static void CheckName(ResourceKind kind, JsonObject metadata, List<FieldCause> causes)
    {
        Func<string, string?> rule = kind.Resource switch
        {
            "namespaces" => Names.Label,
            "services" => Names.ServiceName,
            _ when kind.Group == "rbac.authorization.k8s.io" => Names.PathSegment,
            _ => Names.Subdomain,
        };
        if ((string?)metadata["generateName"] is { Length: > 0 } prefix && rule(prefix.TrimEnd('-', '.')) is { } wrong)
            causes.Add(Rule.Invalid("metadata.generateName", prefix, wrong));
        string name = (string)metadata["name"]!;
        if (rule(name) is { } odd) causes.Add(Rule.Invalid("metadata.name", name, odd));
    }

    // The real server checks the metadata of built-in kinds twice.
    private static void CheckUpdate(ResourceKind kind, JsonObject metadata, JsonObject old, List<FieldCause> causes)
    {
        List<FieldCause> found = [];
        Rule.Immutable("metadata.uid", metadata["uid"], old["uid"], found);
        if (old["deletionTimestamp"] is not null)
        {
            IEnumerable<string> before = (old["finalizers"] as JsonArray ?? []).Select(one => (string)one!);
            string[] added = [.. (metadata["finalizers"] as JsonArray ?? []).Select(one => (string)one!).Except(before)];
            if (added.Length > 0)
                found.Add(Rule.Forbidden("metadata.finalizers",
                    $"no new finalizers can be added if the object is being deleted, found new finalizers []string{{{string.Join(", ", added.Select(one => $"\"{one}\""))}}}"));
        }

        causes.AddRange(kind.Custom ? found : found.Concat(found));
    }

    private static void CheckOwners(JsonObject metadata, List<FieldCause> causes)
    {
        JsonObject[] owners = [.. (metadata["ownerReferences"] as JsonArray ?? []).Select(one => one!.AsObject())];
        foreach (JsonObject owner in owners)
        {
            string version = (string?)owner["apiVersion"] ?? "";
            if (version.Length == 0 || version.Count(letter => letter == '/') > 1) causes.Add(Rule.Invalid("metadata.ownerReferences.apiVersion", version, "version must not be empty"));
            foreach (string field in (string[])["kind", "name", "uid"])
                if ((string?)owner[field] is null or "") causes.Add(Rule.Invalid($"metadata.ownerReferences.{field}", "", "must not be empty"));
            if (version == "v1" && (string?)owner["kind"] == "Event")
                causes.Add(Rule.Invalid("metadata.ownerReferences", owner, "/v1, Kind=Event is disallowed from being an owner"));
        }

        JsonObject[] controllers = [.. owners.Where(one => (bool?)one["controller"] == true)];
        if (controllers.Length < 2) return;
        string found = string.Join(" and ", controllers.Take(2).Select(one => $"{(string?)one["kind"]}/{(string?)one["name"]}"));
        causes.Add(Rule.Invalid("metadata.ownerReferences", metadata["ownerReferences"]!, $"Only one reference can have Controller set to true. Found \"true\" in references for {found}"));
    }

    private static void CheckFinalizers(JsonObject metadata, List<FieldCause> causes)
    {
        string[] finalizers = [.. (metadata["finalizers"] as JsonArray ?? []).Select(one => (string?)one ?? "")];
        for (int i = 0; i < finalizers.Length; i++)
        {
            string[] problems = [.. Names.QualifiedName(finalizers[i])];
            causes.AddRange(problems.Select(problem => Rule.Invalid("metadata.finalizers", finalizers[i], problem)));
            if (problems.Length == 0 && !finalizers[i].Contains('/', StringComparison.Ordinal) && !StandardFinalizers.Contains(finalizers[i]))
                causes.Add(Rule.Invalid($"metadata.finalizers[{i}]", finalizers[i], "name is neither a standard finalizer name nor is it fully qualified"));
        }
    }

    private static void CheckKeys(JsonObject? map, string field, List<FieldCause> causes, bool values)
    {
        foreach ((string key, JsonNode? value) in map ?? [])
        {
            // Annotations may be written in capitals, which count as small letters.
            foreach (string problem in Names.QualifiedName(values ? key : key.ToLowerInvariant())) causes.Add(Rule.Invalid(field, key, problem));
            if (values && Names.LabelValue((string?)value ?? "") is { } odd) causes.Add(Rule.Invalid(field, (string?)value ?? "", odd));
        }
    }
}
