using System.Reflection;
using k8s.Models;
using KubeOps.Abstractions.Entities;
using KubeOps.Abstractions.Rbac;

namespace KubeOps.Transpiler;

/// <summary>Turns permission attributes into policy rules.</summary>
public static class Rbac
{
    private const RbacVerb StatusVerbs = RbacVerb.Get | RbacVerb.Update | RbacVerb.Patch;

    private static readonly RbacVerb[] Single =
        [RbacVerb.Get, RbacVerb.List, RbacVerb.Watch, RbacVerb.Create, RbacVerb.Update, RbacVerb.Patch, RbacVerb.Delete];

    public static IEnumerable<V1PolicyRule> Transpile(this MetadataLoadContext context, IEnumerable<CustomAttributeData> attributes)
    {
        CustomAttributeData[] all = [.. attributes];
        IEnumerable<V1PolicyRule> generic = all
            .Where(attribute => attribute.AttributeType == context.GetContextType<GenericRbacAttribute>())
            .Select(attribute => Generic(context, attribute));
        (EntityMetadata Names, RbacVerb Verbs, bool HasStatus)[] entities =
        [
            .. all
                .Where(attribute => attribute.AttributeType == context.GetContextType<EntityRbacAttribute>())
                .SelectMany(attribute => attribute.GetCustomAttributeCtorArrayArg<Type>(0), (attribute, type) => (type, Verbs(context, attribute)))
                .GroupBy(grant => grant.type, grant => grant.Item2)
                .Select(grants => (
                    context.ToEntityMetadata(grants.Key).Metadata,
                    grants.Aggregate((one, other) => one | other),
                    grants.Key.GetProperty("Status") is not null)),
        ];
        IEnumerable<V1PolicyRule> whole = entities
            .GroupBy(entity => (entity.Names.Group, entity.Verbs))
            .Select(group => new V1PolicyRule
            {
                ApiGroups = [group.Key.Group],
                Resources = [.. group.Select(entity => entity.Names.PluralName).Distinct().Order(StringComparer.Ordinal)],
                Verbs = Words(group.Key.Verbs),
            });
        IEnumerable<V1PolicyRule> status = entities.Where(entity => entity.HasStatus).Select(entity => new V1PolicyRule
        {
            ApiGroups = [entity.Names.Group],
            Resources = [$"{entity.Names.PluralName}/status"],
            Verbs = Words(StatusVerbs),
        });
        return generic.Concat(whole).Concat(status)
            .OrderBy(rule => rule.ApiGroups?.FirstOrDefault() ?? string.Empty, StringComparer.Ordinal)
            .ThenBy(rule => rule.Resources?.FirstOrDefault() ?? rule.NonResourceURLs?.FirstOrDefault() ?? string.Empty, StringComparer.Ordinal);
    }

    private static V1PolicyRule Generic(MetadataLoadContext context, CustomAttributeData attribute) => new()
    {
        ApiGroups = attribute.GetCustomAttributeNamedArrayArg<string>(nameof(GenericRbacAttribute.Groups)),
        Resources = attribute.GetCustomAttributeNamedArrayArg<string>(nameof(GenericRbacAttribute.Resources)),
        NonResourceURLs = attribute.GetCustomAttributeNamedArrayArg<string>(nameof(GenericRbacAttribute.Urls)),
        Verbs = Words(Verbs(context, attribute)),
    };

    private static RbacVerb Verbs(MetadataLoadContext context, CustomAttributeData attribute) =>
        attribute.GetCustomAttributeNamedArg<RbacVerb>(context, nameof(EntityRbacAttribute.Verbs));

    private static string[] Words(RbacVerb verbs) => verbs switch
    {
        _ when verbs.HasFlag(RbacVerb.All) => ["*"],
        _ when verbs.HasFlag(RbacVerb.AllExplicit) => [.. Single.Select(Word)],
        _ => [.. Single.Where(verb => verbs.HasFlag(verb)).Select(Word)],
    };

    private static string Word(RbacVerb verb) => verb.ToString().ToLowerInvariant();
}
