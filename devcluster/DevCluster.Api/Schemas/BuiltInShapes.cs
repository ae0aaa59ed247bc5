namespace DevCluster.Api.Schemas;

/// <summary>The lists and maps of the built-in kinds that do not merge by default, as one table.</summary>
internal static class BuiltInShapes
{
    // TYPE field=SHAPE ... , where SHAPE is one of
    //   Type            a struct of that type               map / map:string  keys with owners of their own
    //   [Type]k1,k2     a list keyed by k1 and k2           set               a list of different scalars
    //   atomic          one value (the default of lists)    string, boolean   a scalar of that type
    // and ~key, or ~ for scalars, says how strategic merge patch joins the list when that differs from the (first) key.
    // A type that ends in ! declares all its fields: apply refuses others.
    private const string Table = """
        ObjectMeta labels=map:string annotations=map:string ownerReferences=[]uid finalizers=set~ managedFields=atomic
        ConfigMap! apiVersion=string kind=string metadata=ObjectMeta data=map:string binaryData=map:string immutable=boolean
        Secret! apiVersion=string kind=string metadata=ObjectMeta data=map:string stringData=map:string type=string immutable=boolean
        Pod metadata=ObjectMeta spec=PodSpec status=PodStatus
        PodSpec containers=[Container]name initContainers=[Container]name ephemeralContainers=[Container]name volumes=[Volume]name imagePullSecrets=[]name hostAliases=[]ip topologySpreadConstraints=[Spread]topologyKey,whenUnsatisfiable~topologyKey schedulingGates=[]name resourceClaims=[]name nodeSelector=atomic overhead=map affinity=Affinity
        Spread labelSelector=atomic
        Affinity nodeAffinity=NodeAffinity
        NodeAffinity requiredDuringSchedulingIgnoredDuringExecution=atomic
        Container env=[EnvVar]name ports=[]containerPort,protocol:TCP~containerPort volumeMounts=[]mountPath volumeDevices=[]devicePath resources=Resources
        EnvVar valueFrom=EnvSource
        EnvSource configMapKeyRef=atomic secretKeyRef=atomic fieldRef=atomic resourceFieldRef=atomic fileKeyRef=atomic
        Resources limits=map requests=map claims=[]name
        Volume secret=Loose configMap=Loose emptyDir=Loose
        PodStatus conditions=[]type podIPs=[]ip hostIPs=atomic~ip resourceClaimStatuses=[]name
        PodTemplate metadata=ObjectMeta spec=PodSpec
        Job metadata=ObjectMeta spec=JobSpec status=JobStatus
        JobSpec template=PodTemplate selector=atomic podFailurePolicy=FailurePolicy successPolicy=Loose
        FailurePolicy rules=atomic
        JobStatus conditions=atomic~type uncountedTerminatedPods=Uncounted
        Uncounted succeeded=set failed=set
        Service metadata=ObjectMeta spec=ServiceSpec status=ServiceStatus
        ServiceSpec ports=[]port,protocol:TCP~port selector=atomic
        ServiceStatus conditions=[]type
        Node metadata=ObjectMeta spec=NodeSpec status=NodeStatus
        NodeSpec podCIDRs=set~ taints=atomic
        NodeStatus conditions=[]type addresses=[]type capacity=map allocatable=map
        Namespace metadata=ObjectMeta spec=Loose status=ServiceStatus
        ServiceAccount metadata=ObjectMeta secrets=[]name imagePullSecrets=atomic~name
        Event metadata=ObjectMeta involvedObject=atomic related=atomic
        Lease metadata=ObjectMeta spec=Loose
        ControllerRevision metadata=ObjectMeta data=Data
        Data
        NetworkPolicy metadata=ObjectMeta spec=PolicySpec
        PolicySpec podSelector=atomic ingress=atomic egress=atomic policyTypes=atomic
        PodDisruptionBudget metadata=ObjectMeta spec=BudgetSpec status=BudgetStatus
        BudgetSpec selector=atomic
        BudgetStatus conditions=[]type disruptedPods=map
        Role metadata=ObjectMeta rules=atomic
        ClusterRole metadata=ObjectMeta rules=atomic
        RoleBinding metadata=ObjectMeta subjects=atomic roleRef=atomic
        ClusterRoleBinding metadata=ObjectMeta subjects=atomic roleRef=atomic
        Deployment metadata=ObjectMeta spec=DeploymentSpec status=ServiceStatus
        DeploymentSpec template=PodTemplate selector=atomic
        CustomResourceDefinition metadata=ObjectMeta spec=DefinitionSpec status=ServiceStatus
        DefinitionSpec versions=atomic
        Unknown metadata=ObjectMeta
        """;

    private static readonly IReadOnlyDictionary<string, Shape> Shapes = new ShapeTable(Table).Read();

    public static Shape Metadata => Shapes["ObjectMeta"];

    /// <summary>The shape of a kind; one that the table leaves out merges objects and replaces lists.</summary>
    public static Shape Of(string kind) => Shapes.TryGetValue(kind, out Shape? shape) && shape.Fields.ContainsKey("metadata") ? shape : Shapes["Unknown"];
}
