using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;

namespace CrossCloudOps.Emulators.Aws.Iam;

/// <summary>
/// Holds access keys to policies, in all services of one emulator, and remembers what the policies were used for. A key without a policy
/// may do everything, as an account's own.
/// </summary>
public sealed class IamEmulator
{
    private readonly ConcurrentDictionary<string, IamCaller> _callers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(IamGrant Grant, string Action, string Resource), StrongBox<int>> _uses = new();
    private readonly ConcurrentDictionary<(string Action, string Resource), StrongBox<int>> _denials = new();
    private readonly string _accountId;
    private volatile bool _holdsAnyone;

    internal IamEmulator(string accountId) => _accountId = accountId;

    /// <summary>What the policies allowed, and what their Deny statements refused.</summary>
    public IReadOnlyList<IamUse> Uses =>
        [.. _uses.Select(static entry => new IamUse(entry.Key.Grant, entry.Key.Action, entry.Key.Resource, entry.Value.Value))];

    /// <summary>What was refused.</summary>
    public IReadOnlyList<IamDenial> Denials =>
        [.. _denials.Select(static entry => new IamDenial(entry.Key.Action, entry.Key.Resource, entry.Value.Value))];

    /// <summary>Holds calls signed with this key to a policy, instead of the one before.</summary>
    /// <param name="principal">The ARN of whom refusals name; by default that of a user.</param>
    public void Attach(string accessKeyId, IamPolicy policy, string? principal = null)
    {
        ArgumentNullException.ThrowIfNull(accessKeyId);
        ArgumentNullException.ThrowIfNull(policy);
        _callers[accessKeyId] = new IamCaller(this, principal ?? UserOf(_accountId), policy);
        _holdsAnyone = true;
    }

    internal static string UserOf(string accountId) => $"arn:aws:iam::{accountId}:user/emulated";

    /// <summary>Else nothing needs to be looked at.</summary>
    internal bool HoldsAnyone => _holdsAnyone;

    /// <summary>Who is held to a policy; null if nobody is, or not with this key.</summary>
    internal IamCaller? CallerOf(string? accessKeyId) => accessKeyId is null ? null : _callers.GetValueOrDefault(accessKeyId);

    internal IamCaller? CallerOf(HttpRequest request) => _holdsAnyone ? CallerOf(CredentialScope.AccessKeyId(request)) : null;

    internal void Record(IamNeed need, bool allowed, IamGrant? by)
    {
        if (by is not null)
        {
            Interlocked.Increment(ref _uses.GetOrAdd((by, need.Action, need.Resource), static _ => new StrongBox<int>()).Value);
        }

        if (!allowed)
        {
            Interlocked.Increment(ref _denials.GetOrAdd((need.Action, need.Resource), static _ => new StrongBox<int>()).Value);
        }
    }
}
