using System.Reflection;
using System.Runtime.CompilerServices;

namespace CrossCloudOps.Tests.StandIns;

/// <summary>
/// One fact about a public API, in the words of a shape file: a type (<c>class Amazon.SQS.AmazonSQSConfig : ClientConfig</c>) or a
/// member of one. Overrides are no facts of their own. Namespaces are said of declared types only.
/// </summary>
public sealed record ApiLine(string Type, string Member)
{
    /// <summary>Whether who derives from the type or implements it must write this member.</summary>
    public bool MustBeImplemented { get; init; }

    public bool Equals(ApiLine? other) => other is not null && (Type, Member) == (other.Type, other.Member);

    public override int GetHashCode() => HashCode.Combine(Type, Member);

    public override string ToString() => $"{Type}: {Member}";
}

/// <summary>The public and protected API of an assembly as lines of text.</summary>
public static class ApiShape
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(byte)] = "byte",
        [typeof(short)] = "short",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    public static IReadOnlyList<ApiLine> Of(Assembly assembly) =>
        [.. assembly.GetExportedTypes().SelectMany(LinesOf).OrderBy(line => line.ToString(), StringComparer.Ordinal)];

    private static IEnumerable<ApiLine> LinesOf(Type type)
    {
        var members = type.GetMembers(Declared).Where(member => !member.Name.Contains('<', StringComparison.Ordinal));
        return members.Select(Describe).OfType<ApiLine>().Prepend(new ApiLine(FullName(type), Heading(type)));
    }

    private static string Heading(Type type)
    {
        var kind = type.IsEnum ? "enum"
            : type.IsValueType ? "struct"
            : type.IsInterface ? "interface"
            : type.IsAbstract && type.IsSealed ? "static class"
            : type.IsAbstract ? "abstract class"
            : type.IsSealed ? "sealed class"
            : "class";
        if (type.IsEnum)
        {
            return kind;
        }

        var all = type.GetInterfaces().Where(contract => contract.IsVisible).ToArray();
        var implied = all.SelectMany(contract => contract.GetInterfaces()).Concat(type.BaseType?.GetInterfaces() ?? []);
        var bases = all.Except(implied).Select(contract => Name(contract)).Order(StringComparer.Ordinal);
        var parent = type.BaseType is null || type.BaseType == typeof(object) || type.IsValueType ? [] : new[] { Name(type.BaseType) };
        var list = string.Join(", ", parent.Concat(bases));
        return list.Length == 0 ? kind : $"{kind} : {list}";
    }

    private static ApiLine? Describe(MemberInfo member)
    {
        var text = member switch
        {
            ConstructorInfo { IsStatic: false } constructor when Visible(constructor) =>
                $"{Access(constructor)}new({Parameters(constructor)})",
            MethodInfo method when Visible(method) && IsOwn(method) && !IsAccessor(method) =>
                $"{Access(method)}{Name(method.ReturnParameter)} {method.Name}{Generics(method)}({Parameters(method)})",
            PropertyInfo property when Widest(property) is { } accessor && IsOwn(accessor) => Describe(property, accessor),
            EventInfo { AddMethod: { } add } happening when Visible(add) && IsOwn(add) =>
                $"{Access(add)}event {Name(happening.EventHandlerType!)} {happening.Name}",
            FieldInfo field when (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) && !field.IsSpecialName => Describe(field),
            _ => null,
        };
        if (text is null)
        {
            return null;
        }

        var obsolete = member.IsDefined(typeof(ObsoleteAttribute), false) ? "[Obsolete] " : "";
        return new ApiLine(FullName(member.DeclaringType!), obsolete + text) { MustBeImplemented = IsAbstract(member) };
    }

    private static string Describe(PropertyInfo property, MethodInfo widest)
    {
        var accessors = new[] { (property.GetMethod, "get"), (property.SetMethod, IsInit(property) ? "init" : "set") }
            .Where(accessor => accessor.Item1 is not null && Visible(accessor.Item1))
            .Select(accessor => $"{(widest.IsPublic && !accessor.Item1!.IsPublic ? "protected " : "")}{accessor.Item2};");
        var index = property.GetIndexParameters();
        var name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Parameter))}]";
        var type = Name(property.PropertyType, new NullabilityInfoContext().Create(property));
        return $"{Access(widest)}{type} {name} {{ {string.Join(' ', accessors)} }}";
    }

    private static string Describe(FieldInfo field)
    {
        if (field.DeclaringType!.IsEnum)
        {
            return $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), null)}";
        }

        var kind = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        var value = field.IsLiteral ? $" = {Constant(field.GetRawConstantValue())}" : "";
        var type = Name(field.FieldType, new NullabilityInfoContext().Create(field));
        return $"{(field.IsPublic ? "" : "protected ")}{kind}{type} {field.Name}{value}";
    }

    private static bool Visible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsOwn(MethodInfo method) => method.GetBaseDefinition() == method;

    private static bool IsAccessor(MethodInfo method) =>
        method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool IsAbstract(MemberInfo member) => member switch
    {
        MethodInfo method => method.IsAbstract,
        PropertyInfo property => Widest(property)!.IsAbstract,
        EventInfo happening => happening.AddMethod!.IsAbstract,
        _ => false,
    };

    private static bool IsInit(PropertyInfo property) =>
        property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ?? false;

    private static MethodInfo? Widest(PropertyInfo property) =>
        property.GetAccessors(nonPublic: true).Where(Visible).OrderByDescending(accessor => accessor.IsPublic).FirstOrDefault();

    private static string Access(MethodBase method)
    {
        var access = method.IsPublic ? "" : "protected ";
        return method.DeclaringType!.IsInterface ? access + (method.IsStatic ? "static " : "")
            : method.IsStatic ? $"{access}static "
            : method.IsAbstract ? $"{access}abstract "
            : method.IsVirtual && !method.IsFinal ? $"{access}virtual "
            : access;
    }

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    private static string Parameters(MethodBase method) =>
        (method.IsDefined(typeof(ExtensionAttribute), false) ? "this " : "") + string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var kind = parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref "
            : parameter.IsDefined(typeof(ParamArrayAttribute), false) ? "params " : "";
        var value = parameter.HasDefaultValue ? $" = {Constant(parameter.RawDefaultValue, parameter.ParameterType)}" : "";
        return $"{kind}{Name(parameter)} {parameter.Name}{value}";
    }

    private static string Constant(object? value, Type? type = null) => value switch
    {
        null when type is { IsValueType: true } && Nullable.GetUnderlyingType(type) is null => "default",
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string FullName(Type type) => type.Namespace is { Length: > 0 } space ? $"{space}.{Name(type)}" : Name(type);

    private static string Name(ParameterInfo parameter) => Name(parameter.ParameterType, new NullabilityInfoContext().Create(parameter));

    private static string Name(Type type, NullabilityInfo? nullability = null)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!, nullability);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Name(underlying) + "?";
        }

        var maybeNull = nullability is { ReadState: NullabilityState.Nullable } or { WriteState: NullabilityState.Nullable };
        var mark = maybeNull && !type.IsValueType && !type.IsGenericParameter ? "?" : "";
        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!, nullability?.ElementType)}[]{mark}";
        }

        var outer = type.IsNested && !type.IsGenericParameter ? Name(type.DeclaringType!) + "." : "";
        var arguments = type.GetGenericArguments()
            .Select((argument, i) => Name(argument, nullability?.GenericTypeArguments.ElementAtOrDefault(i)));
        var name = Keywords.GetValueOrDefault(type) ?? outer + type.Name.Split('`')[0];
        return type.IsGenericType ? $"{name}<{string.Join(", ", arguments)}>{mark}" : name + mark;
    }
}
