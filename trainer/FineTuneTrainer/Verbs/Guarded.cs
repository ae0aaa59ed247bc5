using FineTuneTrainer.Run;

namespace FineTuneTrainer.Verbs;

/// <summary>Runs a verb's work; every failure ends as its exit class and a readable message.</summary>
internal static class Guarded
{
    public static async Task<int> RunAsync(Func<Task> work)
    {
        try
        {
            await work();
            return 0;
        }
        catch (Exception exception)
        {
            var failure = FailureClass.Of(exception);
            Failures.Print(failure, Console.Error);
            return (int)failure.Code;
        }
    }
}
