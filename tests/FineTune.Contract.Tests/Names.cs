namespace FineTune.Contract.Tests;

/// <summary>Codes and places that both sides know by heart.</summary>
public sealed class Names
{
    [Fact]
    public void Codes_below_128_are_permanent_and_the_others_worth_another_attempt()
    {
        foreach (ExitCode code in Enum.GetValues<ExitCode>()) Assert.Equal((int)code >= 128, ExitCodes.IsRetryable((int)code));
        Assert.False(ExitCodes.IsRetryable(255));
    }

    [Theory]
    [InlineData(0, "Ok")]
    [InlineData(11, "InvalidData")]
    [InlineData(142, "Fenced")]
    [InlineData(143, "Terminated")]
    [InlineData(137, "Killed")]
    [InlineData(134, "Aborted")]
    [InlineData(139, "Crashed")]
    [InlineData(77, "Unknown")]
    public void Every_code_has_its_class(int code, string name) => Assert.Equal(name, ExitCodes.ClassOf(code));

    [Fact]
    public void Every_artifact_has_its_folder()
    {
        string[] folders = [.. Enum.GetValues<ArtifactType>().Select(RunLayout.Artifact)];
        Assert.Equal(folders.Distinct(), folders);
        Assert.All(folders, folder => Assert.EndsWith("/", folder));
        Assert.Equal("checkpoints/step-20/", RunLayout.Checkpoint(20));
        Assert.Throws<ArgumentOutOfRangeException>(() => RunLayout.Artifact((ArtifactType)99));
    }
}
