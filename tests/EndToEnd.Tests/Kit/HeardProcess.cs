using System.Diagnostics;
using System.Text;

namespace EndToEnd.Tests.Kit;

/// <summary>A process, with everything it has said so far.</summary>
internal sealed class HeardProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    public HeardProcess(ProcessStartInfo info)
    {
        (info.RedirectStandardOutput, info.RedirectStandardError) = (true, true);
        _process = new Process { StartInfo = info };
        _process.OutputDataReceived += (_, line) => Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Add(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public StreamWriter Input => _process.StandardInput;

    /// <summary>Output and errors, line by line as they came.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return $"{_output}";
        }
    }

    /// <summary>Waits for its end, and gives its exit code.</summary>
    public async Task<int> EndAsync(TimeSpan patience)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(patience);
        await _process.WaitForExitAsync(late.Token);
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private void Add(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.AppendLine(line);
    }
}
