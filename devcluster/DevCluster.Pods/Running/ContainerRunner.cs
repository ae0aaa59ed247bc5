using System.ComponentModel;
using System.Text.Json.Nodes;
using DevCluster.Pods.Json;
using DevCluster.Pods.Logs;

namespace DevCluster.Pods.Running;

/// <summary>Runs one container of a pod: waits for its image, starts or adopts its process, restarts it as the policy says.</summary>
internal sealed class ContainerRunner(RunnerContext context, JsonObject pod, JsonObject container, PodBoard board, PodLifetime lifetime)
{
    private const int StartError = 128;
    private const int Unknown = 137;
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(5);

    private readonly string _name = container.Text("name")!;
    private readonly PodFolder _folder = PodFolder.Of(context.Folder, pod);

    /// <summary>Returns when the container has ended for good.</summary>
    public async Task<ContainerState> RunAsync(bool isInit)
    {
        JsonObject? last = null;
        for (int attempt = _folder.LastAttempt(_name); ; attempt++)
        {
            ContainerState end = (await RunOnceAsync(attempt, last)).After(attempt, last);
            await board.SetAsync(_name, end, lifetime.Life);
            if (lifetime.IsStopping || !Restarts(end, isInit)) return end;
            last = end.State;
            double delay = Math.Min(10 * Math.Pow(2, attempt), LongestBackoff.TotalSeconds);
            string text = $"back-off {delay:0}s restarting failed container={_name} pod={pod.Name()}_{pod.Namespace()}({pod.Uid()})";
            await board.SetAsync(_name, ContainerState.Waiting("CrashLoopBackOff", text).After(attempt + 1, last), lifetime.Life);
            await Task.Delay(TimeSpan.FromSeconds(delay), lifetime.Stopping);
        }
    }

    private bool Restarts(ContainerState end, bool isInit) => (pod.Text("spec", "restartPolicy") ?? "Always") switch
    {
        "Never" => false,
        "OnFailure" => end.ExitCode != 0,
        _ => !isInit || end.ExitCode != 0,
    };

    private async Task<ContainerState> RunOnceAsync(int attempt, JsonObject? last)
    {
        var process = ContainerProcess.Find(_folder.Attempt(_name, attempt));
        if (process is null)
        {
            var plan = await PlanAsync(attempt, last);
            DateTimeOffset now = context.Time.GetUtcNow();
            try
            {
                process = ProcessHost.Start(plan);
            }
            catch (Exception wrong) when (wrong is FileNotFoundException or Win32Exception or IOException)
            {
                await SayAsync("Warning", "Failed", $"Error: {wrong.Message}");
                return ContainerState.Terminated(StartError, "StartError", wrong.Message, now, now);
            }

            await SayAsync("Normal", "Started", $"Started container {_name}");
        }

        return await FollowAsync(process, attempt, last);
    }

    private async Task<ContainerState> FollowAsync(ContainerProcess process, int attempt, JsonObject? last)
    {
        Task<int?> end = process.WaitAsync(lifetime.Life);
        Task log = new LogPump(process.Folder, context.Time).RunAsync(end);
        using CancellationTokenRegistration terminate = lifetime.Stopping.Register(() => Task.Run(() => AskAsync(process)));
        using CancellationTokenRegistration kill = lifetime.GraceOver.Register(process.Kill);
        await board.SetAsync(_name, ContainerState.Running(process.StartedAt).After(attempt, last), lifetime.Life);
        int? code;
        try
        {
            code = await end;
        }
        finally
        {
            await log;
        }

        if (code is null)
            return ContainerState.Terminated(Unknown, "ContainerStatusUnknown", "The container could not be located when the pod was terminated", process.StartedAt, process.FinishedAt());
        string message = TerminationMessage.Read(container, process.Folder, code.Value);
        return ContainerState.Terminated(code.Value, code == 0 ? "Completed" : "Error", message, process.StartedAt, process.FinishedAt());
    }

    /// <summary>A runner that leaves does not ask anything of what it leaves.</summary>
    private async Task AskAsync(ContainerProcess process)
    {
        if (lifetime.Life.IsCancellationRequested) return;
        process.Terminate();
        await SayAsync("Normal", "Killing", $"Stopping container {_name}");
    }

    private async Task<ProcessPlan> PlanAsync(int attempt, JsonObject? last)
    {
        string? said = null;
        while (true)
        {
            try
            {
                Image image = context.Images.Find(container.Text("image") ?? "") ?? throw new ConfigurationProblem("");
                var references = await References.ReadAsync(context.Client, pod, lifetime.Stopping);
                JsonObject? node = context.Nodes.Find("", pod.Node()!);
                return ProcessPlan.Of(new PlanInput(pod, container, attempt, image, references, _folder, context.ApiServer, node));
            }
            catch (ConfigurationProblem problem)
            {
                said = await WaitAsync(problem.Message, said, attempt, last);
            }

            await Task.Delay(Retry, lifetime.Stopping);
        }
    }

    /// <summary>Says once in an event, and always in the status, what the container waits for.</summary>
    private async Task<string> WaitAsync(string problem, string? said, int attempt, JsonObject? last)
    {
        bool noImage = problem.Length == 0;
        string image = container.Text("image") ?? "";
        (string reason, string text) = (noImage, said) switch
        {
            (true, null) => ("ErrImagePull", $"failed to pull image \"{image}\": not in the image table"),
            (true, _) => ("ImagePullBackOff", $"Back-off pulling image \"{image}\""),
            _ => ("CreateContainerConfigError", problem),
        };
        if (said == reason + text) return said;
        await board.SetAsync(_name, ContainerState.Waiting(reason, text).After(attempt, last), lifetime.Life);
        await SayAsync(reason == "ImagePullBackOff" ? "Normal" : "Warning", reason == "ImagePullBackOff" ? "BackOff" : "Failed", $"{(noImage ? "" : "Error: ")}{text}");
        return reason + text;
    }

    private Task SayAsync(string type, string reason, string message)
        => context.Events.WriteAsync(pod, "Pod", "v1", type, reason, message, lifetime.Life);
}
