using System.Reflection;
using k8s.Models;
using KubeOps.Abstractions.Entities;
using KubeOps.Abstractions.Entities.Attributes;

namespace KubeOps.Transpiler;

/// <summary>Collects the columns of <c>kubectl get</c>: those of properties by depth, then those of the class.</summary>
internal static class PrinterColumns
{
    public static IEnumerable<V1CustomResourceColumnDefinition> Of(MetadataLoadContext context, Type entity)
    {
        Queue<(PropertyInfo Property, string Path)> open = new(entity.GetProperties().Select(property => (property, string.Empty)));
        while (open.TryDequeue(out (PropertyInfo Property, string Path) next))
        {
            string path = $"{next.Path}.{SchemaMapper.NameOf(context, next.Property)}";
            if (next.Property.PropertyType.IsClass)
                foreach (PropertyInfo inner in next.Property.PropertyType.GetProperties()) open.Enqueue((inner, path));
            if (next.Property.GetCustomAttributeData<AdditionalPrinterColumnAttribute>() is { } column)
                yield return FromProperty(context, next.Property, path, column);
        }

        // The runtime hands attributes out in the order in which they are written.
        foreach (CustomAttributeData column in entity.GetCustomAttributesData<GenericAdditionalPrinterColumnAttribute>())
            yield return FromClass(context, entity, column);
    }

    private static V1CustomResourceColumnDefinition FromProperty(
        MetadataLoadContext context, PropertyInfo property, string path, CustomAttributeData attribute)
    {
        V1JSONSchemaProps schema = new SchemaMapper(context).Map(property);
        V1CustomResourceColumnDefinition column = new()
        {
            Name = attribute.GetCustomAttributeCtorArg<string>(context, 1) ?? SchemaMapper.NameOf(context, property),
            JsonPath = path,
            Type = schema.Type,
            Description = schema.Description,
            Format = schema.Format,
            Priority = Priority(attribute.GetCustomAttributeCtorArg<PrinterColumnPriority>(context, 0)),
        };
        SchemaChecks.CheckColumn(property, column);
        return column;
    }

    private static V1CustomResourceColumnDefinition FromClass(MetadataLoadContext context, Type entity, CustomAttributeData attribute)
    {
        V1CustomResourceColumnDefinition column = new()
        {
            JsonPath = attribute.GetCustomAttributeCtorArg<string>(context, 0),
            Name = attribute.GetCustomAttributeCtorArg<string>(context, 1),
            Type = attribute.GetCustomAttributeCtorArg<string>(context, 2),
            Description = attribute.GetCustomAttributeNamedArg<string>(context, "Description"),
            Format = attribute.GetCustomAttributeNamedArg<string>(context, "Format"),
            Priority = Priority(attribute.GetCustomAttributeNamedArg<PrinterColumnPriority>(context, "Priority")),
        };
        SchemaChecks.CheckColumn(entity, column);
        return column;
    }

    private static int Priority(PrinterColumnPriority priority) => priority == PrinterColumnPriority.StandardView ? 0 : 1;
}
