using DevCluster.Api.Errors;

namespace DevCluster.Api.Http;

/// <summary>In which form a client wants its answer: the object, or a Table or metadata made of it; as JSON or YAML.</summary>
internal sealed record Accepted(string As, bool Yaml, string Version = "v1")
{
    public static readonly Accepted Json = new("", false);

    /// <summary>The first entry of the Accept header that can be served; none that can is 406.</summary>
    public static Accepted Of(string header, params string[] forms)
    {
        if (header.Length == 0) return Json;
        foreach (string entry in header.Split(','))
        {
            string[] parts = entry.Split(';', StringSplitOptions.TrimEntries);
            string form = Parameter(parts, "as") ?? "";
            string wanted = form.Length == 0 ? "" : $"{form}.{Parameter(parts, "v")}.{Parameter(parts, "g")}";
            if (wanted.Length > 0 && !forms.Contains(wanted)) continue;
            switch (parts[0])
            {
                case "application/json" or "*/*" or "application/*":
                    return new Accepted(form, false, Parameter(parts, "v") ?? "v1");
                case "application/yaml":
                    return new Accepted(form, true);
            }
        }

        if (header.Contains(";as=", StringComparison.Ordinal))
            throw new ApiException(406, "NotAcceptable", "only the following media types are accepted: application/json, application/yaml, application/vnd.kubernetes.protobuf");
        throw new ApiException(406, "NotAcceptable",
            "406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, application/vnd.kubernetes.protobuf", []);
    }

    private static string? Parameter(string[] parts, string name)
        => parts.Skip(1).FirstOrDefault(part => part.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];
}
