using System.Text.Json.Nodes;
using DevCluster.Api.Errors;
using DevCluster.Api.Lifecycle;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Verbs;

/// <summary>An eviction deletes a pod, unless a PodDisruptionBudget forbids it.</summary>
internal static class EvictVerb
{
    public static async Task RunAsync(Call call)
    {
        JsonObject body = await call.OptionsAsync();
        if ((string?)body["metadata"]?["name"] is { Length: > 0 } named && named != call.Name)
            throw Refusals.BadRequest("name in URL does not match name in Eviction object");
        JsonObject pod = call.Existing();
        JsonNode? options = body["deleteOptions"];
        bool dry = call.DryRun || options?["dryRun"] is JsonArray { Count: > 0 };
        if (IsAlive(pod)) Spend(call, pod, dry);
        if (!dry) Evict(call, (long?)options?["gracePeriodSeconds"]);
        await call.AnswerAsync(Refusals.Created(), 201);
    }

    private static void Evict(Call call, long? grace)
    {
        call.Log.Change(call.Key, live =>
        {
            if (live is not null) PodConditions.Set(live, call.Cluster.Now, "DisruptionTarget", "True", "EvictionByEvictionAPI", "Eviction API: evicting");
            return live;
        });
        Deletion.Delete(call.Cluster, call.Key, grace);
    }

    private static bool IsAlive(JsonObject pod)
        => pod["metadata"]!["deletionTimestamp"] is null && (string?)pod["status"]?["phase"] is not ("Succeeded" or "Failed" or "Pending");

    /// <summary>Takes one disruption from the budget that covers the pod, or refuses with 429.</summary>
    private static void Spend(Call call, JsonObject pod, bool dry)
    {
        JsonObject[] budgets = [.. call.Log.List("poddisruptionbudgets.policy", call.Path.Namespace).Items.Where(one => Covers(one["spec"]!["selector"], pod["metadata"]!["labels"] as JsonObject))];
        if (budgets.Length == 0) return;
        if (budgets.Length > 1) throw new ApiException(500, "", "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.");
        string name = (string)budgets[0]["metadata"]!["name"]!;
        JsonNode status = budgets[0]["status"]!;
        if ((Numbers.Read(status["observedGeneration"]) ?? 0) < Numbers.Read(budgets[0]["metadata"]!["generation"]))
        {
            call.Http.Response.Headers.RetryAfter = "10";
            throw Refused($"The disruption budget {name} is still being processed by the server.", retry: 10);
        }

        if (Numbers.Read(status["disruptionsAllowed"]) is not > 0)
            throw Refused($"The disruption budget {name} needs {status["desiredHealthy"]} healthy pods and has {status["currentHealthy"]} currently", retry: null);
        if (dry) return;
        call.Log.Change(new Storage.ObjectKey("poddisruptionbudgets.policy", call.Path.Namespace, name), live =>
        {
            if (live is not null) live["status"]!["disruptionsAllowed"] = (long)Numbers.Read(live["status"]!["disruptionsAllowed"])! - 1;
            return live;
        });
    }

    private static bool Covers(JsonNode? selector, JsonObject? labels)
        => selector is not null && (selector["matchLabels"] as JsonObject ?? []).All(pair => (string?)labels?[pair.Key] == (string?)pair.Value);

    private static ApiException Refused(string why, int? retry)
    {
        JsonObject details = new() { ["causes"] = new JsonArray(new JsonObject { ["reason"] = "DisruptionBudget", ["message"] = why }) };
        if (retry is not null) details["retryAfterSeconds"] = retry;
        return new ApiException(429, "TooManyRequests", "Cannot evict pod as it would violate the pod's disruption budget.", details);
    }
}
