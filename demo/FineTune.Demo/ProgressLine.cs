using FineTune.Demo.Harness;

namespace FineTune.Demo;

/// <summary>Says where a job stands: one live line on a terminal; elsewhere a line for each stage and each quarter of the steps.</summary>
internal sealed class ProgressLine(TextWriter output, bool isTerminal)
{
    private const int BarWidth = 20;
    private const int LineWidth = 78;

    private string _last = "";

    /// <summary>Shows a look at the job.</summary>
    public void Show(JobView job)
    {
        var line = Text(job);
        var mark = isTerminal ? line : $"{job.State} {job.Percent / 25}";
        if (mark == _last)
            return;
        _last = mark;
        output.Write(isTerminal ? "\r" + line.PadRight(LineWidth) : line + "\n");
    }

    /// <summary>Leaves the live line.</summary>
    public void End()
    {
        if (isTerminal)
            output.WriteLine();
    }

    /// <summary>The line: state, bar, percent, step, loss; at most 78 characters.</summary>
    internal static string Text(JobView job)
    {
        var done = BarWidth * job.Percent / 100;
        var bar = new string('#', done).PadRight(BarWidth, '.');
        var steps = job.TotalSteps > 0 ? $"  step {job.Step}/{job.TotalSteps}" : "";
        var loss = job.Text("loss") is { Length: > 0 } text ? $"  loss {text[..Math.Min(6, text.Length)]}" : "";
        return $"  {job.State,-10} [{bar}] {job.Percent,3} %{steps}{loss}";
    }
}
