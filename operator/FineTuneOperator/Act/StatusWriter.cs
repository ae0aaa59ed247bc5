using System.Net;
using System.Text.Json.Nodes;
using FineTuneOperator.Api;
using FineTuneOperator.Telemetry;
using k8s;
using k8s.Autorest;
using k8s.Models;
using KubeOps.KubernetesClient;

namespace FineTuneOperator.Act;

/// <summary>Writes what changed of a status, as a merge patch, so that reconcile and progress do not overwrite each other.</summary>
internal sealed class StatusWriter(IKubernetesClient client, OperatorMetrics metrics)
{
    /// <summary>Writes the difference; false when there is none, or the job is gone.</summary>
    public async Task<bool> WriteAsync(FineTuneJob job, FineTuneJobStatus status, CancellationToken cancellationToken)
    {
        JsonNode? difference = MergePatch.Between(Json(job.Status), Json(status));
        if (difference is null) return false;
        // The uid makes sure that a new job of the same name is not given its predecessor's status.
        var body = new JsonObject { ["metadata"] = new JsonObject { ["uid"] = job.Metadata.Uid }, ["status"] = difference };
        try
        {
            await client.ApiClient.CustomObjects.PatchNamespacedCustomObjectStatusAsync(
                new V1Patch(body.ToJsonString(), V1Patch.PatchType.MergePatch), ApiGroup.Name, ApiGroup.Version, job.Metadata.NamespaceProperty, FineTuneJob.PluralName, job.Metadata.Name,
                fieldManager: Children.FieldManager, cancellationToken: cancellationToken);
        }
        catch (HttpOperationException e) when (e.Response.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }

        metrics.StatusWritten();
        return true;
    }

    private static JsonObject Json(FineTuneJobStatus? status) =>
        status is null ? [] : JsonNode.Parse(KubernetesJson.Serialize(status))!.AsObject();
}
