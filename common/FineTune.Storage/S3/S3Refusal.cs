using System.Net;
using System.Xml.Linq;

namespace FineTune.Storage.S3;

/// <summary>What a store says when it does not do as it is asked.</summary>
/// <param name="Status">The status.</param>
/// <param name="Code">S3's code; empty when there is none.</param>
/// <param name="Message">S3's message; empty when there is none.</param>
internal sealed record S3Refusal(HttpStatusCode Status, string Code, string Message)
{
    private const int MostBytes = 1 << 16;
    private const int LongestMessage = 300;

    /// <summary>The kind of failure it is.</summary>
    public StorageFailure Failure => (Status, Code) switch
    {
        (_, "RequestTimeout" or "IncompleteBody" or "BadDigest" or "SlowDown" or "ConditionalRequestConflict" or "OperationAborted") => StorageFailure.Unavailable,
        (_, "AuthorizationHeaderMalformed" or "AuthorizationQueryParametersError" or "InvalidAccessKeyId" or "ExpiredToken" or "InvalidToken") => StorageFailure.AccessDenied,
        (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, _) => StorageFailure.AccessDenied,
        (HttpStatusCode.NotFound, _) => StorageFailure.NotFound,
        (HttpStatusCode.NotImplemented or HttpStatusCode.MethodNotAllowed, _) => StorageFailure.Unsupported,
        (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.Conflict or >= HttpStatusCode.InternalServerError, _) => StorageFailure.Unavailable,
        ( >= HttpStatusCode.MovedPermanently and < HttpStatusCode.BadRequest, _) => StorageFailure.Unsupported,
        _ => StorageFailure.Corrupt,
    };

    /// <summary>Reads the error document, if there is one.</summary>
    public static async Task<S3Refusal> ReadAsync(HttpResponseMessage response, StallGuard guard)
    {
        byte[] body = await BodyBytes.ReadAsync(response, guard, MostBytes);
        return Parse(response.StatusCode, System.Text.Encoding.UTF8.GetString(body));
    }

    /// <summary>An error document's code and message.</summary>
    public static S3Refusal Parse(HttpStatusCode status, string text)
    {
        try
        {
            XElement document = XDocument.Parse(text).Root!;
            string Child(string name) => document.Elements().FirstOrDefault(child => child.Name.LocalName == name)?.Value ?? "";
            string message = Child("Message");
            return new S3Refusal(status, Child("Code"), message.Length > LongestMessage ? message[..LongestMessage] : message);
        }
        catch (System.Xml.XmlException)
        {
            return new S3Refusal(status, "", "");
        }
    }

    /// <summary>The failure, with what it was about.</summary>
    public StorageException At(string place)
    {
        string what = Failure switch
        {
            StorageFailure.AccessDenied => "the store refuses the credentials",
            StorageFailure.NotFound => Code == "NoSuchBucket" ? "there is no such bucket" : "there is no such object",
            StorageFailure.Unavailable => "the store keeps failing",
            StorageFailure.Unsupported => "the store cannot do this",
            _ => "the store refuses the request",
        };
        string detail = Code.Length > 0 ? $"{(int)Status} {Code}: {Message}" : $"{(int)Status}";
        return new StorageException(Failure, $"{place}: {what} ({detail})");
    }
}
