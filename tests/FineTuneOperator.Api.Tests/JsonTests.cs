using k8s;
using TestKit;

namespace FineTuneOperator.Api.Tests;

/// <summary>The types as JSON and YAML.</summary>
public sealed class JsonTests
{
    private static string Sample(string name) => File.ReadAllText(Path.Combine(RepositoryFiles.Root, "config", "samples", $"{name}.yaml"));

    [Fact]
    public void A_manifest_reads_back_as_it_was_written()
    {
        FineTuneJob job = KubernetesYaml.Deserialize<FineTuneJob>(Sample("intents-lora"));
        string json = KubernetesJson.Serialize(job);
        Assert.Equal(json, KubernetesJson.Serialize(KubernetesJson.Deserialize<FineTuneJob>(json)));
        Assert.Equal(["query", "key", "value"], job.Spec.Method.Lora!.TargetModules);
        Assert.Equal("2e-3", job.Spec.Hyperparameters.LearningRate);
    }

    [Fact]
    public void What_a_manifest_leaves_out_has_its_default()
    {
        FineTuneJob job = KubernetesYaml.Deserialize<FineTuneJob>(Sample("intents-full"));
        Assert.Equal(("ClusterFineTuneRuntime", "Train", "Csv", "finetune.dev/operator"), (job.Spec.RuntimeRef.Kind, job.Spec.Mode, job.Spec.Datasets[0].Format, job.Spec.ManagedBy));
        Assert.False(job.Spec.Suspend);
        Assert.Null(job.Spec.ActiveDeadlineSeconds);
    }

    [Fact]
    public void An_empty_status_has_lists_and_nothing_else()
    {
        var status = new FineTuneJobStatus();
        Assert.Equal("""{"conditions":[],"metrics":[],"outputs":[]}""", KubernetesJson.Serialize(status));
    }
}
