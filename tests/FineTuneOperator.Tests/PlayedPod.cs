using System.Text.Json;
using FineTune.Contract;
using k8s;
using k8s.Models;

namespace FineTuneOperator.Tests;

/// <summary>Plays Job controller and kubelet: the pod of a child Job, its start and its end.</summary>
internal sealed class PlayedPod(TestCluster cluster, V1Job job, V1Pod pod)
{
    public V1Pod Pod => pod;

    public static async Task<PlayedPod> CreateAsync(TestCluster cluster, string child)
    {
        V1Job job = await cluster.UntilThereAsync<V1Job>(child);
        V1Pod pod = await cluster.CreateAsync(new V1Pod
        {
            ApiVersion = "v1",
            Kind = "Pod",
            Metadata = new V1ObjectMeta
            {
                Name = $"{child}-abcde",
                NamespaceProperty = TestCluster.Namespace,
                Labels = job.Spec.Template.Metadata.Labels,
                OwnerReferences = [new V1OwnerReference { ApiVersion = "batch/v1", Kind = "Job", Name = job.Metadata.Name, Uid = job.Metadata.Uid, Controller = true, BlockOwnerDeletion = true }],
            },
            Spec = job.Spec.Template.Spec with { NodeName = "node-1" },
        });
        return new PlayedPod(cluster, job, pod);
    }

    public Task RunAsync() => SetAsync("Running", new V1ContainerState { Running = new V1ContainerStateRunning { StartedAt = DateTime.UtcNow } });

    /// <summary>Ends the pod, and then its Job.</summary>
    public async Task EndAsync(int code, RunReport? report = null)
    {
        var end = new V1ContainerStateTerminated
        {
            ExitCode = code,
            StartedAt = DateTime.UtcNow.AddSeconds(-5),
            FinishedAt = DateTime.UtcNow,
            Reason = code == 0 ? "Completed" : "Error",
            Message = report is null ? null : JsonSerializer.Serialize(report, ContractJson.Options),
        };
        await SetAsync(code == 0 ? "Succeeded" : "Failed", new V1ContainerState { Terminated = end });
        string type = code == 0 ? "Complete" : "Failed", first = code == 0 ? "SuccessCriteriaMet" : "FailureTarget";
        DateTime now = DateTime.UtcNow;
        V1JobCondition Condition(string name) => new() { Type = name, Status = "True", Reason = "Played", Message = "played", LastProbeTime = now, LastTransitionTime = now };
        var status = new V1JobStatus { Conditions = [Condition(first), Condition(type)], StartTime = now.AddSeconds(-5), CompletionTime = code == 0 ? now : null, Succeeded = code == 0 ? 1 : null, Failed = code == 0 ? null : 1 };
        await cluster.Client.ApiClient.BatchV1.PatchNamespacedJobStatusAsync(Patch(new { status }), job.Metadata.Name, TestCluster.Namespace);
    }

    /// <summary>A token as the kubelet would mount it.</summary>
    public async Task<string> TokenAsync(string audience)
    {
        var request = new Authenticationv1TokenRequest
        {
            Spec = new V1TokenRequestSpec
            {
                Audiences = [audience],
                ExpirationSeconds = 3600,
                BoundObjectRef = new V1BoundObjectReference { ApiVersion = "v1", Kind = "Pod", Name = pod.Metadata.Name, Uid = pod.Metadata.Uid },
            },
        };
        await cluster.UntilThereAsync<V1ServiceAccount>("default");
        var answer = await cluster.Client.ApiClient.CoreV1.CreateNamespacedServiceAccountTokenAsync(request, "default", TestCluster.Namespace);
        return answer.Status.Token;
    }

    private async Task SetAsync(string phase, V1ContainerState state)
    {
        var status = new V1PodStatus
        {
            Phase = phase,
            ContainerStatuses = [new V1ContainerStatus { Name = PodNames.TrainerContainer, Image = "i", ImageID = "i", Ready = phase == "Running", RestartCount = 0, State = state }],
        };
        await cluster.Client.ApiClient.CoreV1.PatchNamespacedPodStatusAsync(Patch(new { status }), pod.Metadata.Name, TestCluster.Namespace);
    }

    private static V1Patch Patch(object body) => new(KubernetesJson.Serialize(body), V1Patch.PatchType.MergePatch);
}
