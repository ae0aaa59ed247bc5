using FineTuneTrainer.Run;

namespace FineTuneTrainer.Verbs;

/// <summary>Runs a verb's work until it is done or a signal stops it; every failure ends as its exit class and a readable message.</summary>
internal static class Guarded
{
    public static async Task<int> RunAsync(Func<CancellationToken, Task> work)
    {
        using var signals = new StopSignals();
        try
        {
            await work(signals.Token);
            return 0;
        }
        catch (Exception exception)
        {
            var failure = FailureClass.Of(exception, signals.Token);
            Failures.Print(failure, Console.Error);
            return (int)failure.Code;
        }
    }
}
