using EndToEnd.Tests.Kit;

namespace EndToEnd.Tests;

/// <summary>Deleting a job takes everything with it that ran for it.</summary>
[Collection<ClusterTests>]
public sealed class DeletedRun(ClusterFixture fixture)
{
    [Fact]
    public async Task A_job_deleted_while_it_runs_leaves_no_object_and_no_process()
    {
        var manifest = new JobManifest("deleted") { MaxSteps = 100_000 };
        await fixture.ApplyAsync($"{manifest}");
        var pod = await fixture.Pods.StepAsync(manifest.Name, 10);
        var process = fixture.Pods.ProcessOf(pod);
        Assert.True(Pods.Lives(process));
        Assert.True(await fixture.Pods.OwnsAnythingAsync(manifest.Name));

        await fixture.Jobs.DeleteAsync(manifest.Name, TestContext.Current.CancellationToken);

        await fixture.Pods.GoneAsync(manifest.Name, process);
    }
}
