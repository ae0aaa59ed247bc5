using System.Security.Cryptography;
using System.Text;

namespace KubeOps.Operator.Events;

/// <summary>Turns what an event says into a name that the API server takes.</summary>
public static class EventNameEncoder
{
    public static string Encode(string eventName) => Convert.ToHexStringLower(SHA512.HashData(Encoding.UTF8.GetBytes(eventName)));
}
