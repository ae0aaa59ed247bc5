using System.Diagnostics;
using System.Text.Json;
using FineTune.Contract;

namespace FineTuneTrainer.Tests.Kit;

/// <summary>How a trainer process ended.</summary>
internal sealed record Ended(int Code, IReadOnlyList<string> Output, string Error, byte[] Termination)
{
    public RunReport Report { get; } = Termination.Length == 0 ? null! : JsonSerializer.Deserialize<RunReport>(Termination, ContractJson.Options)!;

    /// <summary>Fails with what the process said.</summary>
    public Ended Expect(ExitCode code)
    {
        Assert.True(Code == (int)code, $"exit {Code}, expected {code}:\n{Error}\n{string.Join('\n', Output.TakeLast(20))}");
        return this;
    }
}

/// <summary>A real trainer process.</summary>
internal sealed class TrainerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly SemaphoreSlim _more = new(0);
    private readonly Task _reading;
    private readonly Task<string> _error;
    private readonly string? _termination;

    public TrainerProcess(string[] arguments, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "finetune-trainer"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _termination = environment.LastOrDefault(pair => pair.Name == TrainerVariables.TerminationLog).Value;
        _process = Process.Start(start)!;
        _reading = ReadAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    public StreamWriter Input => _process.StandardInput;

    public bool HasExited => _process.HasExited;

    /// <summary>Waits for a line of the log.</summary>
    public async Task<string> LineAsync(Func<string, bool> wanted)
    {
        using var patience = new CancellationTokenSource(Patience);
        for (var at = 0; ; at++)
        {
            await _more.WaitAsync(patience.Token);
            string? line;
            lock (_lines)
                line = at < _lines.Count ? _lines[at] : null;
            if (line is null)
                Assert.Fail($"the process ended before the wanted line:\n{await _error}\n{string.Join('\n', _lines.TakeLast(20))}");
            if (wanted(line))
                return line;
        }
    }

    /// <summary>Waits until the log has reached a step.</summary>
    public Task StepAsync(int step) => LineAsync(line => line.Contains($"\"step\":{step},\"totalSteps\"", StringComparison.Ordinal));

    public void Kill() => _process.Kill();

    /// <summary>Sends SIGTERM.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    public async Task<Ended> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        await _reading;
        var termination = _termination is not null && File.Exists(_termination) ? await File.ReadAllBytesAsync(_termination, patience.Token) : [];
        return new Ended(_process.ExitCode, _lines, await _error, termination);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            lock (_lines)
                _lines.Add(line);
            _more.Release();
        }

        _more.Release();
    }
}
