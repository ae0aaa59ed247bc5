namespace DevCluster.Api.Tests.Kubectl;

/// <summary>A small custom resource with a status, a scale and a column.</summary>
internal static class Definition
{
    public const string Text = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: widgets.test.example.org}
        spec:
          group: test.example.org
          scope: Namespaced
          names: {kind: Widget, plural: widgets, shortNames: [wd]}
          versions:
          - name: v1
            served: true
            storage: true
            additionalPrinterColumns: [{name: Size, type: integer, jsonPath: .spec.size}]
            subresources: {status: {}, scale: {specReplicasPath: .spec.size, statusReplicasPath: .status.size}}
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec:
                    type: object
                    description: What the widget is to be.
                    properties:
                      size: {type: integer, default: 1}
                      parts: {type: array, items: {type: object, properties: {color: {type: string}}}}
                  status:
                    type: object
                    properties:
                      size: {type: integer}
                      conditions: {type: array, items: {type: object, properties: {type: {type: string}, status: {type: string}}}}
        """;

    public static async Task<KubectlProgram> StartAsync()
    {
        KubectlProgram kubectl = await KubectlProgram.StartAsync();
        await kubectl.RunAsync("apply", "-f", kubectl.Manifest(Text));
        await kubectl.RunAsync("wait", "--for=condition=Established", "crd/widgets.test.example.org", "--timeout=30s");
        return kubectl;
    }
}
