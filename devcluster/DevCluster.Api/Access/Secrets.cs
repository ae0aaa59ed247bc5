using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DevCluster.Api.Http;

namespace DevCluster.Api.Access;

/// <summary>What must outlive a restart, so that tokens and kubeconfigs stay valid: the signing key and the certificate.</summary>
internal static class Secrets
{
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);

    public static byte[] SigningKey(string? folder)
    {
        if (folder is null) return RandomNumberGenerator.GetBytes(32);
        string path = Path.Combine(folder, "token.key");
        if (File.Exists(path)) return File.ReadAllBytes(path);
        byte[] key = RandomNumberGenerator.GetBytes(32);
        WritePrivate(path, key);
        return key;
    }

    public static X509Certificate2 Certificate(string? folder, DateTimeOffset now)
    {
        if (folder is null) return ServerCertificate.Load(ServerCertificate.Create(now));
        string path = Path.Combine(folder, "server.p12");
        if (File.Exists(path))
        {
            X509Certificate2 kept = ServerCertificate.Load(File.ReadAllBytes(path));
            if (kept.NotAfter.ToUniversalTime() > now.UtcDateTime + RenewBefore) return kept;
            kept.Dispose();
        }

        byte[] made = ServerCertificate.Create(now);
        WritePrivate(path, made);
        return ServerCertificate.Load(made);
    }

    private static void WritePrivate(string path, byte[] bytes)
    {
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using FileStream file = new(path, options);
        file.Write(bytes);
    }
}
