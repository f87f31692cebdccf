using Amazon;
using Amazon.SQS.Model;

namespace CrossCloudOps.Tests.StandIns;

/// <summary>A switch of the whole process, so nothing runs beside these tests.</summary>
[CollectionDefinition(nameof(InitializedCollectionsTests), DisableParallelization = true)]
[Collection(nameof(InitializedCollectionsTests))]
public sealed class InitializedCollectionsTests : IDisposable
{
    public InitializedCollectionsTests() => AWSConfigs.InitializeCollections = true;

    public void Dispose() => AWSConfigs.InitializeCollections = false;

    [Fact]
    public async Task Collections_are_empty_instead_of_null_where_an_application_asks_for_it()
    {
        await using var stub = await SqsStub.StartAsync(Answer.Ok("{}"));

        var response = await stub.Client.ReceiveMessageAsync(new ReceiveMessageRequest("q"));

        stub.Requests.Single().ShouldCarry("""{"QueueUrl":"q"}""");
        response.Messages.ShouldBeEmpty();
    }
}
