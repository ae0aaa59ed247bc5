using FineTuneOperator.Api;
using k8s;
using k8s.Models;
using TestKit;

namespace FineTuneOperator.Core.Tests.Manifests;

/// <summary>A folder of tests/Golden/operator is a case: job.yaml and runtime.yaml in, objects.yaml out.</summary>
public sealed class DesiredStateTests
{
    public static TheoryData<string> Cases => [.. Directory.EnumerateDirectories(RepositoryFiles.Golden("operator")).Select(folder => Path.GetFileName(folder)).Order()];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_objects_of_a_job_are_as_reviewed(string name)
    {
        FineTuneJob job = KubernetesYaml.Deserialize<FineTuneJob>(File.ReadAllText(RepositoryFiles.Golden("operator", name, "job.yaml")));
        ClusterFineTuneRuntime runtime = KubernetesYaml.Deserialize<ClusterFineTuneRuntime>(File.ReadAllText(RepositoryFiles.Golden("operator", name, "runtime.yaml")));
        var facts = new OperatorFacts { ProgressUrl = "http://finetune-operator.finetune-system.svc:8082/v1/progress" };
        Assert.Empty(JobValidator.Validate(job));
        Assert.Empty(RuntimeValidator.Validate(job, runtime.Spec));
        RunPlan plan = Planner.Plan(job, runtime.Spec, facts, 1);
        Golden.Match($"operator/{name}/objects.yaml", KubernetesYaml.SerializeAll(DesiredState.Of(plan)));
    }

    [Fact]
    public void A_pinned_runtime_reads_back_as_it_was()
    {
        var revision = DesiredState.Of(Planner.Plan(Sample.Job(), Sample.Runtime, new(), 1)).OfType<V1ControllerRevision>().Single();
        Assert.Equal(KubernetesJson.Serialize(Sample.Runtime), KubernetesJson.Serialize(RuntimeRevision.Read(revision)));
    }

    [Fact]
    public void Marks_of_deployment_tools_stay_on_the_job()
    {
        FineTuneJob job = Sample.Job();
        job.Metadata.Labels = new Dictionary<string, string> { ["app.kubernetes.io/instance"] = "argo", ["kueue.x-k8s.io/queue-name"] = "q", ["team"] = "a" };
        job.Metadata.Annotations = new Dictionary<string, string> { ["kubectl.kubernetes.io/last-applied-configuration"] = "{}" };
        V1Job child = DesiredState.Of(Planner.Plan(job, Sample.Runtime, new(), 1)).OfType<V1Job>().Single();
        Assert.DoesNotContain("app.kubernetes.io/instance", child.Metadata.Labels.Keys);
        Assert.Equal(("q", "a"), (child.Metadata.Labels["kueue.x-k8s.io/queue-name"], child.Metadata.Labels["team"]));
        Assert.Null(child.Metadata.Annotations);
    }
}
