using System.Security.Cryptography;
using System.Text;
using DevCluster.S3.Errors;

namespace DevCluster.S3.Signing;

/// <summary>The chain of signatures of an aws-chunked body: each signs its chunk and the signature before it.</summary>
internal sealed class ChunkSignatures(SigningKey key, SignedRequest request)
{
    private static readonly string OfNothing = Convert.ToHexStringLower(SHA256.HashData([]));

    private string _previous = request.Signature;

    /// <summary>Checks the next chunk, by its content's sha256.</summary>
    public void CheckChunk(string sha256, string signature) =>
        Check($"AWS4-HMAC-SHA256-PAYLOAD\n{request.Time}\n{request.Scope.Text}\n{_previous}\n{OfNothing}\n{sha256}", signature);

    /// <summary>Checks the trailer, by its lines.</summary>
    public void CheckTrailer(string lines, string signature) =>
        Check($"AWS4-HMAC-SHA256-TRAILER\n{request.Time}\n{request.Scope.Text}\n{_previous}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines)))}", signature);

    private void Check(string text, string signature)
    {
        if (!SigningKey.Same(key.Sign(text), signature)) throw new S3Exception(S3Errors.SignatureDoesNotMatch, "A chunk's signature does not match its content.");
        _previous = signature;
    }
}
