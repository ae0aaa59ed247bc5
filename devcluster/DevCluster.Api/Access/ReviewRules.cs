using System.Text.Json.Nodes;
using DevCluster.Api.Errors;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Access;

/// <summary>What a question about access must say: who, and exactly one thing that they want to do.</summary>
internal static class ReviewRules
{
    public static void Require(string plural, JsonObject review)
    {
        if (!plural.EndsWith("accessreviews", StringComparison.Ordinal)) return;
        JsonNode spec = review["spec"]!;
        List<FieldCause> causes = [];
        if (spec["resourceAttributes"] is null == spec["nonResourceAttributes"] is null)
            causes.Add(Wrong("spec.resourceAttributes", "null", "exactly one of nonResourceAttributes or resourceAttributes must be specified"));
        if (plural != "selfsubjectaccessreviews" && spec["user"] is null && spec["groups"] is null)
            causes.Add(Wrong("spec.user", "\"\"", "at least one of user or group must be specified"));
        if (causes.Count > 0) throw Invalid.Of(".authorization.k8s.io", "authorization.k8s.io", "", "", causes);
    }

    private static FieldCause Wrong(string field, string value, string why) => new("FieldValueInvalid", $"Invalid value: {value}: {why}", field);
}
