using FineTune.Demo;
using FineTune.Demo.Harness;

// demo: the whole story, then clean up. up: the same cluster, left running until Ctrl+C or `make down`.
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
var folder = Repository.Path(".devcluster", args is ["up"] ? "up" : "demo");
return args switch
{
    ["up"] => await Up.RunAsync(folder, stop.Token),
    [] or ["demo"] => await DemoRun.RunAsync(folder, stop.Token),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: finetune-demo [demo | up]");
    return 2;
}
