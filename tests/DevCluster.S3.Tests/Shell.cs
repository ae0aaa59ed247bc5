using System.Diagnostics;

namespace DevCluster.S3.Tests;

/// <summary>Runs command lines in a folder and under an environment of its own.</summary>
internal sealed class Shell(string folder, IReadOnlyDictionary<string, string> environment)
{
    /// <summary>Skips the test, by name, where the program is missing.</summary>
    public void SkipWithout(string program) => Assert.SkipUnless(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(path => File.Exists(Path.Combine(path, program))), $"{program} is not installed.");

    /// <summary>What the command line prints; a failure shows all of it.</summary>
    public async Task<string> RunAsync(string line)
    {
        ProcessStartInfo start = new("/bin/sh", ["-c", line + " 2>&1"]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardInput = true };
        // The machine's own settings for Amazon's clients and for proxies must not decide the test.
        foreach (string name in start.Environment.Keys.Where(IsOfTheMachine).ToArray()) start.Environment.Remove(name);
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        start.Environment["LC_ALL"] = "C.UTF-8";
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        string output = await process.StandardOutput.ReadToEndAsync(Fixture.Ct);
        await process.WaitForExitAsync(Fixture.Ct);
        Assert.True(process.ExitCode == 0, $"{line}\nended with {process.ExitCode}:\n{output}");
        return output;
    }

    private static bool IsOfTheMachine(string variable) =>
        variable.StartsWith("AWS_", StringComparison.Ordinal) || variable.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase) || variable.StartsWith("RCLONE_", StringComparison.Ordinal);
}
