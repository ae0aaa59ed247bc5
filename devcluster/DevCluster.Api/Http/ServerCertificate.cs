using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DevCluster.Api.Http;

/// <summary>A self-signed certificate for 127.0.0.1: kubectl sends tokens over TLS only.</summary>
internal static class ServerCertificate
{
    public static byte[] Create(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=devcluster", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using X509Certificate2 made = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
        return made.Export(X509ContentType.Pkcs12);
    }

    public static X509Certificate2 Load(byte[] bytes) => X509CertificateLoader.LoadPkcs12(bytes, null);
}
