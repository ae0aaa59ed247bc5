namespace EndToEnd.Tests.Kit;

/// <summary>All tests share one cluster and run one after another: two cores train one model at a time.</summary>
[CollectionDefinition]
public sealed class ClusterTests : ICollectionFixture<ClusterFixture>;
