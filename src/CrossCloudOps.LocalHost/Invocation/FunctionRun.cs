using System.ComponentModel;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.LocalHost.Invocation;

/// <summary>One invocation: its scope, its context, and the function's class made in that scope. The scope lives until disposal.</summary>
internal sealed class FunctionRun : IAsyncDisposable
{
    private readonly FunctionMethod _function;
    private readonly AsyncServiceScope _scope;
    private object? _instance;

    public FunctionRun(
        FunctionMethod function, IServiceScopeFactory scopes, IReadOnlyDictionary<string, object?> routeValues, CancellationToken cancellationToken)
    {
        _function = function;
        _scope = scopes.CreateAsyncScope();
        Context = new LocalFunctionContext(function, _scope.ServiceProvider, routeValues, cancellationToken);
    }

    public LocalFunctionContext Context { get; }

    /// <summary>The function's response; null where it returns none.</summary>
    public async Task<HttpResponseData?> InvokeAsync(object trigger)
    {
        var method = _function.Method;
        var arguments = method.GetParameters().Select(p => Argument(p, trigger)).ToArray();
        _instance = method.IsStatic ? null : ActivatorUtilities.CreateInstance(_scope.ServiceProvider, method.DeclaringType!);
        switch (method.Invoke(_instance, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null))
        {
            case Task<HttpResponseData?> response:
                return await response;
            case Task done:
                await done;
                return null;
            case var result:
                return (HttpResponseData?)result;
        }
    }

    public async ValueTask DisposeAsync()
    {
        switch (_instance)
        {
            case IAsyncDisposable instance:
                await instance.DisposeAsync();
                break;
            case IDisposable instance:
                instance.Dispose();
                break;
            default:
                break;
        }

        await _scope.DisposeAsync();
    }

    private object? Argument(ParameterInfo parameter, object trigger)
    {
        if (parameter.Position == _function.Trigger.Position)
        {
            return trigger;
        }

        if (parameter.ParameterType == typeof(FunctionContext))
        {
            return Context;
        }

        if (parameter.ParameterType == typeof(CancellationToken))
        {
            return Context.CancellationToken;
        }

        return Context.BindingContext.BindingData.GetValueOrDefault(parameter.Name!) is string text
            ? TypeDescriptor.GetConverter(parameter.ParameterType).ConvertFromInvariantString(text)
            : parameter.HasDefaultValue ? parameter.DefaultValue : null;
    }
}
