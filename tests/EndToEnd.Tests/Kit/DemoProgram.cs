using System.Diagnostics;
using FineTune.Demo.Harness;

namespace EndToEnd.Tests.Kit;

/// <summary>The program behind <c>make up</c>, <c>make down</c> and <c>make demo</c>.</summary>
internal sealed class DemoProgram : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly HeardProcess _process;

    private DemoProgram(string[] arguments) => _process = new HeardProcess(new ProcessStartInfo(Repository.Program("FineTune.Demo", "finetune-demo"), arguments));

    /// <summary>Everything it has said so far.</summary>
    public string Output => _process.Output;

    /// <summary>Starts it.</summary>
    public static DemoProgram Start(params string[] arguments) => new(arguments);

    /// <summary>Runs it to its end, and gives what it said.</summary>
    public static async Task<string> RunAsync(int code, params string[] arguments)
    {
        using var program = Start(arguments);
        Assert.Equal(code, await program.EndAsync());
        return program.Output;
    }

    /// <summary>Waits until it has said a text.</summary>
    public Task SaysAsync(string text) => Poll.UntilAsync($"'{text}'", Patience, () =>
    {
        Assert.False(_process.HasExited, Output);
        return Task.FromResult(Output.Contains(text, StringComparison.Ordinal));
    }, TestContext.Current.CancellationToken);

    /// <summary>Sends a signal.</summary>
    public void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits for its end, and gives its exit code.</summary>
    public Task<int> EndAsync() => _process.EndAsync(Patience);

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();
}
