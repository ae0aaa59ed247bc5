namespace DevCluster.Api.Kinds;

/// <summary>The kinds that can only be asked, never stored; discovery lists them.</summary>
internal static class ReviewKinds
{
    private const string Authorization = "authorization.k8s.io";
    private const string Authentication = "authentication.k8s.io";

    public static readonly IReadOnlyList<ResourceKind> All =
    [
        new(Authentication, "v1", "selfsubjectreviews", "SelfSubjectReview", false) { ReviewOnly = true },
        new(Authentication, "v1", "tokenreviews", "TokenReview", false) { ReviewOnly = true },
        new(Authorization, "v1", "localsubjectaccessreviews", "LocalSubjectAccessReview", true) { ReviewOnly = true },
        new(Authorization, "v1", "selfsubjectaccessreviews", "SelfSubjectAccessReview", false) { ReviewOnly = true },
        new(Authorization, "v1", "selfsubjectrulesreviews", "SelfSubjectRulesReview", false) { ReviewOnly = true },
        new(Authorization, "v1", "subjectaccessreviews", "SubjectAccessReview", false) { ReviewOnly = true },
    ];
}
