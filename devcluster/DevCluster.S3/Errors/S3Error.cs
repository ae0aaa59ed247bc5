using System.Net;

namespace DevCluster.S3.Errors;

/// <summary>One row of the error table: the code and status that S3 answers with.</summary>
internal sealed record S3Error(string Code, HttpStatusCode Status, string Message);
