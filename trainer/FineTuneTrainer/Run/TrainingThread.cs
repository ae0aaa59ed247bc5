namespace FineTuneTrainer.Run;

/// <summary>The one thread that trains: libtorch keeps its gradient mode, scopes and thread count per thread.</summary>
public static class TrainingThread
{
    /// <summary>Runs the work on a thread of its own.</summary>
    public static Task<T> RunAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
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
