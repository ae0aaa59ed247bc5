using System.Text.Json.Serialization;

namespace FineTuneOperator.Core;

/// <summary>One thing to do in the cluster.</summary>
[JsonDerivedType(typeof(StartAttempt), "startAttempt")]
[JsonDerivedType(typeof(DeleteChild), "deleteChild")]
[JsonDerivedType(typeof(DeleteJob), "deleteJob")]
public abstract record JobAction;

/// <summary>Applies the objects of an attempt, the pinned runtime first.</summary>
/// <param name="Plan">The attempt.</param>
public sealed record StartAttempt(RunPlan Plan) : JobAction;

/// <summary>Deletes a child Job; its pod gets its grace period.</summary>
/// <param name="Name">The child's name.</param>
public sealed record DeleteChild(string Name) : JobAction;

/// <summary>Deletes the FineTuneJob itself.</summary>
public sealed record DeleteJob : JobAction;
