namespace Microsoft.Azure.Functions.Worker;

/// <summary>Real home: Worker.Extensions.Abstractions.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
