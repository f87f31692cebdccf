using Amazon.Runtime;
using Amazon.Runtime.SharedInterfaces;
using Amazon.SQS.Model;
using Endpoint = Amazon.Runtime.Endpoints.Endpoint;

namespace Amazon.SQS;

/// <summary>
/// The real interface has more members (permissions, tags, move tasks, paginators): to fake a client, derive from
/// <see cref="AmazonSQSClient"/> and override, so that the fake compiles with the real package too.
/// </summary>
public partial interface IAmazonSQS : IAmazonService, IDisposable, ICoreAmazonSQS
{
    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonSQSConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        clientConfig is AmazonSQSConfig config
            ? awsCredentials is null ? new AmazonSQSClient(config) : new AmazonSQSClient(awsCredentials, config)
            : throw new AmazonClientException("ClientConfig is not of type AmazonSQSConfig to create AmazonSQSClient");

    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    Task<ChangeMessageVisibilityResponse> ChangeMessageVisibilityAsync(
        string queueUrl, string receiptHandle, int? visibilityTimeout, CancellationToken cancellationToken = default);
    Task<ChangeMessageVisibilityResponse> ChangeMessageVisibilityAsync(
        ChangeMessageVisibilityRequest request, CancellationToken cancellationToken = default);
    Task<ChangeMessageVisibilityBatchResponse> ChangeMessageVisibilityBatchAsync(
        string queueUrl, List<ChangeMessageVisibilityBatchRequestEntry> entries, CancellationToken cancellationToken = default);
    Task<ChangeMessageVisibilityBatchResponse> ChangeMessageVisibilityBatchAsync(
        ChangeMessageVisibilityBatchRequest request, CancellationToken cancellationToken = default);
    Task<CreateQueueResponse> CreateQueueAsync(string queueName, CancellationToken cancellationToken = default);
    Task<CreateQueueResponse> CreateQueueAsync(CreateQueueRequest request, CancellationToken cancellationToken = default);
    Task<DeleteMessageResponse> DeleteMessageAsync(string queueUrl, string receiptHandle, CancellationToken cancellationToken = default);
    Task<DeleteMessageResponse> DeleteMessageAsync(DeleteMessageRequest request, CancellationToken cancellationToken = default);
    Task<DeleteMessageBatchResponse> DeleteMessageBatchAsync(
        string queueUrl, List<DeleteMessageBatchRequestEntry> entries, CancellationToken cancellationToken = default);
    Task<DeleteMessageBatchResponse> DeleteMessageBatchAsync(
        DeleteMessageBatchRequest request, CancellationToken cancellationToken = default);
    Task<DeleteQueueResponse> DeleteQueueAsync(string queueUrl, CancellationToken cancellationToken = default);
    Task<DeleteQueueResponse> DeleteQueueAsync(DeleteQueueRequest request, CancellationToken cancellationToken = default);
    Task<GetQueueAttributesResponse> GetQueueAttributesAsync(
        string queueUrl, List<string> attributeNames, CancellationToken cancellationToken = default);
    Task<GetQueueAttributesResponse> GetQueueAttributesAsync(
        GetQueueAttributesRequest request, CancellationToken cancellationToken = default);
    Task<GetQueueUrlResponse> GetQueueUrlAsync(string queueName, CancellationToken cancellationToken = default);
    Task<GetQueueUrlResponse> GetQueueUrlAsync(GetQueueUrlRequest request, CancellationToken cancellationToken = default);
    Task<ListDeadLetterSourceQueuesResponse> ListDeadLetterSourceQueuesAsync(
        ListDeadLetterSourceQueuesRequest request, CancellationToken cancellationToken = default);
    Task<ListQueuesResponse> ListQueuesAsync(string queueNamePrefix, CancellationToken cancellationToken = default);
    Task<ListQueuesResponse> ListQueuesAsync(ListQueuesRequest request, CancellationToken cancellationToken = default);
    Task<PurgeQueueResponse> PurgeQueueAsync(string queueUrl, CancellationToken cancellationToken = default);
    Task<PurgeQueueResponse> PurgeQueueAsync(PurgeQueueRequest request, CancellationToken cancellationToken = default);
    Task<ReceiveMessageResponse> ReceiveMessageAsync(string queueUrl, CancellationToken cancellationToken = default);
    Task<ReceiveMessageResponse> ReceiveMessageAsync(ReceiveMessageRequest request, CancellationToken cancellationToken = default);
    Task<SendMessageResponse> SendMessageAsync(string queueUrl, string messageBody, CancellationToken cancellationToken = default);
    Task<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CancellationToken cancellationToken = default);
    Task<SendMessageBatchResponse> SendMessageBatchAsync(
        string queueUrl, List<SendMessageBatchRequestEntry> entries, CancellationToken cancellationToken = default);
    Task<SendMessageBatchResponse> SendMessageBatchAsync(SendMessageBatchRequest request, CancellationToken cancellationToken = default);
    Task<SetQueueAttributesResponse> SetQueueAttributesAsync(
        string queueUrl, Dictionary<string, string> attributes, CancellationToken cancellationToken = default);
    Task<SetQueueAttributesResponse> SetQueueAttributesAsync(
        SetQueueAttributesRequest request, CancellationToken cancellationToken = default);
}
