using DevCluster.Api.Errors;

namespace DevCluster.Api.Patching;

/// <summary>The refusals that patches have in common.</summary>
internal static class PatchErrors
{
    /// <summary>What a real server says to every JSON patch operation that cannot be carried out.</summary>
    public static ApiException Rejected()
        => new(422, "Invalid", "the server rejected our request due to an error in our request", []);

    public static ApiException Malformed(string what) => new(400, "BadRequest", what);
}
