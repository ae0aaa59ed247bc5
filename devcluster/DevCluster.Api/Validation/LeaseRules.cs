using System.Text.Json.Nodes;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Validation;

/// <summary>The rules of Leases.</summary>
internal static class LeaseRules
{
    public static void Check(JsonObject item, JsonObject? old, List<FieldCause> causes)
    {
        JsonNode spec = item["spec"]!;
        if (Numbers.Read(spec["leaseDurationSeconds"]) <= 0) causes.Add(Rule.Invalid("spec.leaseDurationSeconds", spec["leaseDurationSeconds"], "must be greater than 0"));
        if (Numbers.Read(spec["leaseTransitions"]) < 0) causes.Add(Rule.Invalid("spec.leaseTransitions", spec["leaseTransitions"], "must be greater than or equal to 0"));
    }
}
