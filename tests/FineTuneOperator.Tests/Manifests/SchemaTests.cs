using FineTuneOperator.Api;
using k8s.Autorest;

namespace FineTuneOperator.Tests.Manifests;

/// <summary>What the API server refuses by schema and CEL, before the operator sees it.</summary>
public sealed class SchemaTests
{
    public static TheoryData<string, string> Bad => new()
    {
        { "two unions at once", "lora may be set only when type is LoRA" },
        { "no train set", "exactly one dataset must have role Train" },
        { "a method of tomorrow", "spec.method.type" },
        { "a number for a word", "spec.hyperparameters.learningRate" },
        { "no length", "epochs or maxSteps must be set" },
        { "a setting of another loss", "gamma may be set only when loss is Simpo" },
        { "a preference of another task", "preference may be set only when type is Preference" },
        { "a long name", "at most 55 characters" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_bad_manifest_is_refused_with_its_field(string what, string answer)
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        var refused = await Assert.ThrowsAsync<HttpOperationException>(() => cluster.CreateAsync(Make(what)));
        Assert.Contains(answer, refused.Response.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_is_immutable_but_for_what_may_change()
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        FineTuneJob job = await cluster.CreateAsync(TestCluster.Sample<FineTuneJob>("intents-full"));
        job.Spec = job.Spec with { Suspend = true, ActiveDeadlineSeconds = 100, Cleanup = new CleanupSection { PodsAfterSeconds = 5 } };
        job = await cluster.UpdateAsync(job);
        job.Spec = job.Spec with { ActiveDeadlineSeconds = 99 };
        await RefusedAsync(cluster, job, "activeDeadlineSeconds may only grow");
        job.Spec = job.Spec with { ActiveDeadlineSeconds = 100, Seed = 1 };
        await RefusedAsync(cluster, job, "a run is immutable");
        job.Spec = job.Spec with { Seed = 0, Checkpoint = new CheckpointSection { EverySteps = 3 } };
        await RefusedAsync(cluster, job, "a run is immutable");
    }

    private static async Task RefusedAsync(TestCluster cluster, FineTuneJob job, string answer)
    {
        var refused = await Assert.ThrowsAsync<HttpOperationException>(() => cluster.UpdateAsync(job));
        Assert.Contains(answer, refused.Response.Content, StringComparison.Ordinal);
    }

    private static FineTuneJob Make(string what)
    {
        FineTuneJob job = TestCluster.Sample<FineTuneJob>("intents-full");
        job.Spec = what switch
        {
            "two unions at once" => job.Spec with { Method = job.Spec.Method with { Lora = new LoraSection { TargetModules = ["query"] } } },
            "no train set" => job.Spec with { Datasets = [job.Spec.Datasets[1]] },
            "a method of tomorrow" => job.Spec with { Method = new MethodSection { Type = "QLoRA" } },
            "a number for a word" => job.Spec with { Hyperparameters = job.Spec.Hyperparameters with { LearningRate = "fast" } },
            "no length" => job.Spec with { Hyperparameters = job.Spec.Hyperparameters with { Epochs = null } },
            "a setting of another loss" => job.Spec with { Task = new TaskSection { Type = "Preference", Preference = new PreferenceSection { Gamma = "0.5" } } },
            "a preference of another task" => job.Spec with { Task = job.Spec.Task with { Preference = new PreferenceSection() } },
            _ => job.Spec,
        };
        if (what == "a long name") job.Metadata.Name = new string('a', 56);
        return job;
    }
}
