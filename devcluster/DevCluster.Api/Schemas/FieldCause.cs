namespace DevCluster.Api.Schemas;

/// <summary>One reason why an object is invalid, as a Status lists it.</summary>
public sealed record FieldCause(string Reason, string Message, string Field);
