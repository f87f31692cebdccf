using System.Collections;
using System.Net;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;
using Amazon.Util;
using Endpoint = Amazon.Runtime.Endpoints.Endpoint;

namespace StandIns;

// What a generated AWS client adds to AWSSDK.Core, for the services that speak awsJson: bodies, errors, endpoints, defaults.
// Core itself does credentials, signatures, retries and HTTP. Amazon.Runtime.Internal is public but may change with any version
// of Core: that is why Core is pinned exactly, and why all that touches it is in this one file.

/// <summary>One service: where it is and how it is spoken to.</summary>
internal sealed class AwsJsonService : IServiceMetadata
{
    /// <summary>The SDK's name for it, which also makes the variable <c>AWS_ENDPOINT_URL_…</c>.</summary>
    public required string ServiceId { get; init; }

    /// <summary>What stands before the operation in <c>X-Amz-Target</c>.</summary>
    public required string Target { get; init; }

    public required string ContentType { get; init; }

    public required string ApiVersion { get; init; }

    /// <summary>Whether it once spoke the query protocol and still says that protocol's error codes in a header.</summary>
    public bool SpokeQuery { get; init; }

    /// <summary>The exception for errors that an operation does not model; the modelled ones derive from it.</summary>
    public required Type Exception { get; init; }

    public JsonSerializerOptions Json { get; init; } = AwsJson.Options();

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();

    public void Customize(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new AwsEndpointHandler());
        pipeline.AddHandlerAfter<Marshaller>(new AwsSigV4Handler());
    }
}

/// <summary>One operation: makes its requests bytes, and bytes its responses and exceptions. Made once, used by all calls.</summary>
internal sealed class AwsJsonOperation<TRequest, TResponse> : InvokeOptions
    where TRequest : AmazonWebServiceRequest
    where TResponse : AmazonWebServiceResponse, new()
{
    public AwsJsonOperation(AwsJsonService service, params IEnumerable<Type> errors)
    {
        RequestMarshaller = new Requests(service);
        ResponseUnmarshaller = new Responses(service, AwsJson.Codes(errors));
    }

    private sealed class Requests(AwsJsonService service) : IMarshaller<IRequest, AmazonWebServiceRequest>
    {
        private readonly JsonTypeInfo<TRequest> _json = AwsJson.TypeInfo<TRequest>(service.Json);
        private readonly string _target = $"{service.Target}.{typeof(TRequest).Name[..^"Request".Length]}";

        public IRequest Marshall(AmazonWebServiceRequest input)
        {
            var request = new DefaultRequest(input, $"Amazon.{service.ServiceId}")
            {
                HttpMethod = "POST",
                ResourcePath = "/",
                Content = JsonSerializer.SerializeToUtf8Bytes((TRequest)input, _json),
            };
            request.Headers["X-Amz-Target"] = _target;
            request.Headers[HeaderKeys.ContentTypeHeader] = service.ContentType;
            request.Headers["x-amz-api-version"] = service.ApiVersion;
            if (service.SpokeQuery)
            {
                request.Headers["x-amzn-query-mode"] = "true";
            }

            return request;
        }
    }

    private sealed class Responses(AwsJsonService service, Dictionary<string, Type> errors) : JsonResponseUnmarshaller
    {
        private readonly JsonTypeInfo<TResponse> _json = AwsJson.TypeInfo<TResponse>(service.Json);

        public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context) =>
            context.IsEmptyResponse || _json.Properties.Count == 0 ? new TResponse() : JsonSerializer.Deserialize(context.Stream, _json);

        public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext context, Exception inner, HttpStatusCode status)
        {
            var reader = new StreamingUtf8JsonReader(context.Stream);
            var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(context, ref reader);
            var type = error.Code is not null && errors.TryGetValue(error.Code, out var modelled) ? modelled : service.Exception;
            if (service.SpokeQuery)
            {
                AwsQueryCompatibleErrorHandler.ApplyQueryErrorHeader(error, context.ResponseData);
            }

            return (AmazonServiceException)Activator.CreateInstance(
                type, error.Message, inner, error.Type, error.Code, error.RequestId, status);
        }
    }
}

/// <summary>JSON as AWS reads and writes it.</summary>
internal static class AwsJson
{
    public static JsonSerializerOptions Options() => new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Message bodies are mostly JSON themselves: \" is a third of \u0022.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new BlobConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { KeepWireMembers } },
    };

    public static JsonTypeInfo<T> TypeInfo<T>(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));

    /// <summary>Exceptions by the codes that stand for them on the wire: the class's name, with or without "Exception".</summary>
    public static Dictionary<string, Type> Codes(IEnumerable<Type> errors) =>
        errors.SelectMany(type => new[] { type.Name, type.Name[..^nameof(Exception).Length] }.Select(code => (code, type))).ToDictionary();

    // Not on the wire: what the SDK adds to responses, and members that are computed.
    // With InitializeCollections an empty collection means "not set".
    private static void KeepWireMembers(JsonTypeInfo type)
    {
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            var property = type.Properties[i];
            if (property.Set is null || (property.AttributeProvider as MemberInfo)?.DeclaringType == typeof(AmazonWebServiceResponse))
            {
                type.Properties.RemoveAt(i);
            }
            else if (property.PropertyType.IsAssignableTo(typeof(ICollection)))
            {
                property.ShouldSerialize = (_, value) =>
                    value is ICollection items && (items.Count > 0 || !AWSConfigs.InitializeCollections);
            }
        }
    }

    private sealed class BlobConverter : JsonConverter<MemoryStream>
    {
        public override MemoryStream Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            new(reader.GetBytesFromBase64());

        public override void Write(Utf8JsonWriter writer, MemoryStream value, JsonSerializerOptions options) =>
            writer.WriteBase64StringValue(value.TryGetBuffer(out var bytes) ? bytes : value.ToArray());
    }
}

/// <summary>First values of a model's collections: null, unless the application asked for the SDK's old ways.</summary>
internal static class AwsCollections
{
    public static List<T> NewList<T>() => AWSConfigs.InitializeCollections ? [] : null;

    public static Dictionary<string, T> NewMap<T>() => AWSConfigs.InitializeCollections ? [] : null;
}

internal sealed class AwsSigV4Handler : BaseAuthResolverHandler
{
    protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
}

internal sealed class AwsEndpointHandler : BaseEndpointResolver
{
    /// <summary>What <c>IClientConfig.DetermineServiceOperationEndpoint</c> answers.</summary>
    public static Endpoint Determine(ClientConfig config, ServiceOperationEndpointParameters parameters)
    {
        var context = new RequestContext(false)
        {
            ClientConfig = config,
            OriginalRequest = parameters.Request,
            Request = new DefaultRequest(parameters.Request, config.ServiceId) { AlternateEndpoint = parameters.AlternateEndpoint },
        };
        return new AwsEndpointHandler().GetEndpoint(new Amazon.Runtime.Internal.ExecutionContext(context, null));
    }

    protected override EndpointParameters MapEndpointsParameters(IRequestContext context)
    {
        var config = context.ClientConfig;
        return new EndpointParameters
        {
            ["Region"] = (context.Request.AlternateEndpoint ?? config.RegionEndpoint)?.SystemName,
            ["UseDualStack"] = config.UseDualstackEndpoint,
            ["UseFIPS"] = config.UseFIPSEndpoint,
            ["Endpoint"] = config.ServiceURL,
        };
    }
}

/// <summary>The rules of every service that has one endpoint in each region.</summary>
internal sealed class AwsEndpoints(string prefix) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var fips = (bool)parameters["UseFIPS"];
        var dual = (bool)parameters["UseDualStack"];
        if (parameters["Endpoint"] is string { Length: > 0 } custom)
        {
            return fips ? throw new AmazonClientException("Invalid Configuration: FIPS and custom endpoint are not supported")
                : dual ? throw new AmazonClientException("Invalid Configuration: Dualstack and custom endpoint are not supported")
                : new Endpoint(custom);
        }

        if (parameters["Region"] is not string region || Fn.Partition(region) is not { } partition)
        {
            throw new AmazonClientException("Invalid Configuration: Missing Region");
        }

        if ((fips && !partition.supportsFIPS) || (dual && !partition.supportsDualStack))
        {
            throw new AmazonClientException(
                fips && dual ? "FIPS and DualStack are enabled, but this partition does not support one or both"
                : fips ? "FIPS is enabled but this partition does not support FIPS"
                : "DualStack is enabled but this partition does not support DualStack");
        }

        var host = fips && (dual || partition.name != "aws-us-gov") ? $"{prefix}-fips" : prefix;
        return new Endpoint($"https://{host}.{region}.{(dual ? partition.dualStackDnsSuffix : partition.dnsSuffix)}");
    }
}

/// <summary>The SDK's defaults in its five modes; only the time to connect differs.</summary>
internal static class AwsDefaults
{
    public static DefaultConfigurationProvider Provider() => new(
    [
        Mode(DefaultConfigurationMode.Standard, 3.1),
        Mode(DefaultConfigurationMode.InRegion, 1.1),
        Mode(DefaultConfigurationMode.CrossRegion, 3.1),
        Mode(DefaultConfigurationMode.Mobile, 30),
        Mode(DefaultConfigurationMode.Auto, 1.1),
    ]);

    private static DefaultConfiguration Mode(DefaultConfigurationMode mode, double connectSeconds) => new()
    {
        Name = mode,
        RetryMode = RequestRetryMode.Standard,
        S3UsEast1RegionalEndpoint = S3UsEast1RegionalEndpointValue.Regional,
        ConnectTimeout = TimeSpan.FromSeconds(connectSeconds),
        TlsNegotiationTimeout = TimeSpan.FromSeconds(connectSeconds),
    };
}
