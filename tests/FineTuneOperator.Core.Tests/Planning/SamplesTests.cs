using FineTune.Contract;
using FineTuneOperator.Api;
using k8s;
using TestKit;

namespace FineTuneOperator.Core.Tests.Planning;

/// <summary>The manifests that users begin with.</summary>
public sealed class SamplesTests
{
    private static readonly string Folder = Path.Combine(RepositoryFiles.Root, "config", "samples");

    public static TheoryData<string> Jobs =>
        [.. Directory.EnumerateFiles(Folder, "*.yaml").Where(file => File.ReadAllText(file).Contains("kind: FineTuneJob\n", StringComparison.Ordinal)).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Jobs))]
    public void A_sample_has_no_problem_and_names_inputs_that_are_there(string file)
    {
        FineTuneJob job = KubernetesYaml.Deserialize<FineTuneJob>(File.ReadAllText(Path.Combine(Folder, file)));
        job.Metadata.Uid = "00000000-0000-0000-0000-000000000000";
        Assert.Empty(JobValidator.Validate(job));
        Assert.All(
            [.. job.Spec.Datasets.Select(dataset => dataset.Uri), job.Spec.Model.Uri],
            uri => Assert.True(uri is null || Path.Exists(Path.Combine(RepositoryFiles.Root, "samples", uri["s3://".Length..])), $"{uri} is not below samples/"));
    }

    [Fact]
    public void Every_task_has_a_sample()
    {
        var tasks = Jobs.Select(row => KubernetesYaml.Deserialize<FineTuneJob>(File.ReadAllText(Path.Combine(Folder, row.Data))).Spec.Task.Type).ToHashSet();
        Assert.Equal(TaskTypes.All.Order(StringComparer.Ordinal), tasks.Order(StringComparer.Ordinal));
    }
}
