using System.Runtime.InteropServices;
using FineTune.Demo;
using FineTune.Demo.Harness;

// demo: the whole story, then clean up. samples: every sample job. up: the same cluster, left running until Ctrl+C or `make down`. Each has a folder of its own.
using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext context)
{
    // Not the end yet: what was started is stopped first.
    context.Cancel = true;
    stop.Cancel();
}

using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var hungUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
var verb = args.Length > 0 ? args[0] : "demo";
var folder = args.Length > 1 ? Path.GetFullPath(args[1]) : Repository.Path(".devcluster", verb == "down" ? "up" : verb);
try
{
    return verb switch
    {
        "up" => await Up.RunAsync(folder, stop.Token),
        "down" => await Down.RunAsync(folder, stop.Token),
        "samples" => await SamplesRun.RunAsync(folder, stop.Token),
        "demo" => await DemoRun.RunAsync(folder, stop.Token),
        _ => Usage(),
    };
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.WriteLine("\nStopped.");
    return 130;
}
catch (Exception problem) when (problem is InvalidOperationException or TimeoutException)
{
    Console.Error.WriteLine($"finetune-demo: {problem.Message}");
    return 1;
}

static int Usage()
{
    Console.Error.WriteLine("usage: finetune-demo [demo | samples | up | down] [FOLDER]");
    return 2;
}
