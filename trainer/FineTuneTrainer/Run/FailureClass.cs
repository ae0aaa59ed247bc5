using System.Runtime.InteropServices;
using FineTune.Contract;
using FineTune.Storage;
using FineTuneTrainer.Core.Loop;
using FineTuneTrainer.Core.Models;

namespace FineTuneTrainer.Run;

/// <summary>Which exit class an exception belongs to.</summary>
public static class FailureClass
{
    /// <summary>Turns any exception into a failure with a class, a sentence and a hint.</summary>
    public static RunFailure Of(Exception exception, CancellationToken stop, CheckpointInfo? checkpoint = null) => exception switch
    {
        RunFailure failure => failure,
        OperationCanceledException when stop.IsCancellationRequested => Terminated(checkpoint),
        OperationCanceledException e => new(ExitCode.StorageUnavailable, $"gave up waiting: {FirstLine(e)}", "check the storage endpoint of the runtime", inner: e),
        StorageException { Failure: StorageFailure.Superseded } e => new(ExitCode.Fenced, e.Message, "a newer attempt of this run is at work", inner: e),
        StorageException { Failure: StorageFailure.AccessDenied } e => new(ExitCode.AccessDenied, e.Message, "check the keys in credentials.secretRef and what they may read and write", inner: e),
        StorageException { Failure: StorageFailure.NotFound } e => new(ExitCode.InvalidConfig, e.Message, "check the URI", inner: e),
        StorageException { Failure: StorageFailure.Unsupported } e => new(ExitCode.InvalidConfig, e.Message, "check the storage endpoint of the runtime", inner: e),
        StorageException e => new(ExitCode.StorageUnavailable, e.Message, "check the storage endpoint of the runtime", inner: e),
        ModelIncompatibleException e => new(ExitCode.ModelIncompatible, e.Message, "see the problems", [.. e.Problems.Select(problem => new RunProblem { Place = "model", Message = problem })], e),
        DivergedException e => new(ExitCode.Diverged, e.Message, "lower the learning rate, warm up longer, or clip harder", inner: e),
        ExternalException e when OutOfMemory(e) => new(ExitCode.GpuOutOfMemory, "the device's memory is too small for this micro-batch", "lower microBatchSize or maxSequenceLength", inner: e),
        ExternalException e when e.Message.Contains("CUDA", StringComparison.Ordinal) => new(ExitCode.GpuFault, FirstLine(e), "another node may help", inner: e),
        _ => new(ExitCode.InternalError, $"{exception.GetType().Name}: {FirstLine(exception)}", "this is a defect of the trainer: please report it with the log", inner: exception),
    };

    private static RunFailure Terminated(CheckpointInfo? checkpoint) => checkpoint is null
        ? new(ExitCode.Terminated, "terminated before a checkpoint was saved", "the next attempt starts from the beginning")
        : new(ExitCode.Terminated, $"terminated; the newest checkpoint is of step {checkpoint.Step}", "the next attempt goes on from there");

    private static bool OutOfMemory(ExternalException exception) =>
        exception.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase)
        || exception.Message.Contains("can't allocate memory", StringComparison.OrdinalIgnoreCase);

    private static string FirstLine(Exception exception) => exception.Message.Split('\n', 2)[0].Trim();
}
