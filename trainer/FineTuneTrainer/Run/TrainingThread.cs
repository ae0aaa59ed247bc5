using static TorchSharp.torch;

namespace FineTuneTrainer.Run;

/// <summary>The one thread that trains: libtorch keeps its gradient mode, scopes and thread count per thread.</summary>
public static class TrainingThread
{
    /// <summary>The threads torch computes with when no checkpoint says otherwise: one for each processor this process may use.</summary>
    public static int DefaultThreads => Environment.ProcessorCount;

    /// <summary>Runs the work on a thread of its own, torch computing with so many threads.</summary>
    public static Task<T> RunAsync<T>(int threads, Func<T> work)
    {
        // The native call behind set_num_threads is unguarded: a number below 1 would end the process without a word.
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                set_num_threads(threads);
                done.SetResult(work());
            }
            catch (Exception exception)
            {
                done.SetException(exception);
            }
        })
        { Name = "training", IsBackground = true }.Start();
        return done.Task;
    }
}
