namespace KubeOps.Abstractions.Events;

/// <summary>Whether an event tells of normal work or of a problem.</summary>
public enum EventType
{
    Normal = 0,
    Warning = 1,
}
