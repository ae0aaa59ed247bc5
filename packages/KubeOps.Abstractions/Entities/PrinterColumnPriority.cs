namespace KubeOps.Abstractions.Entities;

/// <summary>Whether a column shows always or only in the wide view.</summary>
public enum PrinterColumnPriority
{
    StandardView = 0,
    WideView = 1,
}
