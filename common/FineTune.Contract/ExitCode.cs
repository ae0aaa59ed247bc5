namespace FineTune.Contract;

/// <summary>How a trainer process ends. 1-127 are permanent, 128-254 are worth another attempt.</summary>
public enum ExitCode
{
    /// <summary>Done, everything published.</summary>
    Ok = 0,

    /// <summary>A defect of the trainer itself.</summary>
    InternalError = 1,

    /// <summary>The run's settings are wrong.</summary>
    InvalidConfig = 10,

    /// <summary>A dataset is wrong.</summary>
    InvalidData = 11,

    /// <summary>The base model does not fit: missing keys, wrong shapes, an unknown family.</summary>
    ModelIncompatible = 12,

    /// <summary>The object store refuses the credentials.</summary>
    AccessDenied = 13,

    /// <summary>The device's memory is too small for the micro-batch.</summary>
    GpuOutOfMemory = 14,

    /// <summary>The loss is not a number.</summary>
    Diverged = 15,

    /// <summary>The object store cannot be reached, or keeps failing.</summary>
    StorageUnavailable = 140,

    /// <summary>The device failed.</summary>
    GpuFault = 141,

    /// <summary>Another attempt of the same run is newer: this one stepped aside.</summary>
    Fenced = 142,

    /// <summary>SIGTERM, with a checkpoint saved.</summary>
    Terminated = 143,
}

/// <summary>What an exit code means for the next attempt.</summary>
public static class ExitCodes
{
    /// <summary>Whether another attempt may succeed.</summary>
    public static bool IsRetryable(int code) => code is >= 128 and <= 254;

    /// <summary>The failure class a code stands for, as status and reports name it.</summary>
    public static string ClassOf(int code) => Enum.IsDefined((ExitCode)code) ? ((ExitCode)code).ToString() : code switch
    {
        137 => "Killed",
        134 => "Aborted",
        139 => "Crashed",
        _ => "Unknown",
    };
}
