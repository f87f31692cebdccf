using CrossCloudOps.DeadLetters.Bulk;
using CrossCloudOps.DeadLetters.Editing;
using CrossCloudOps.DeadLetters.Lists;
using CrossCloudOps.DeadLetters.Page;
using CrossCloudOps.Pages;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.DeadLetters;

internal static class DeadLettersFeature
{
    public static IServiceCollection AddDeadLetters(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new FeatureSection(DeadLettersOptions.Section, configuration.GetSection(DeadLettersOptions.Section).Exists()));
        services.AddSettings<DeadLettersOptions>(configuration.GetSection(DeadLettersOptions.Section));
        services.AddSingleton<IValidateOptions<DeadLettersOptions>, ValidateDeadLettersOptions>();
        services.AddSingleton<DeadLetterQueues>();
        services.AddSingleton<DeadLetterArchive>();
        services.AddSingleton<DeadLetterSources>();
        services.AddSingleton<DeadLetterTelemetry>();
        services.AddSingleton<DeadLetterCollector>();
        services.AddSingleton<DeadLetterSender>();
        services.AddSingleton<DeadLetterEvidence>();
        services.AddSingleton<DeadLetterMessage>();
        services.AddSingleton<DeadLetterActs>();
        services.AddSingleton<DeadLetterReader>();
        services.AddSingleton<DeadLetterReplies>();
        services.AddSingleton<DeadLetterShow>();
        services.AddSingleton<RetentionPolicy>();
        services.AddSingleton<ISweep, DeadLetterSweep>();
        services.AddSingleton<DeadLetterCard>();
        services.AddSingleton<BulkMessage>();
        services.AddSingleton<DeadLetterProblems>();
        services.AddSingleton<IProblemKind>(static provider => provider.GetRequiredService<DeadLetterProblems>());
        services.AddSingleton<DeadLetterSendBack>();
        services.AddSingleton<ISlackAction, SendBackAction>();
        services.AddSingleton<ISlackAction, SendBackToAction>();
        services.AddSingleton<ISlackAction, SendAgainAction>();
        services.AddSingleton<ISlackAction, DiscardAction>();
        return services.AddEditing().AddBulk().AddLists();
    }

    private static IServiceCollection AddEditing(this IServiceCollection services)
    {
        services.AddSingleton<EditMessage>();
        services.AddSingleton<ISlackModal, EditModal>();
        services.AddSingleton<ISlackAction, SendEditedAction>();
        services.AddSingleton<ISlackAction, BodyFileAction>();
        return services;
    }

    private static IServiceCollection AddBulk(this IServiceCollection services)
    {
        services.AddSingleton<BulkBook>();
        services.AddSingleton<BulkClaims>();
        services.AddSingleton<BulkSelector>();
        services.AddSingleton<BulkSender>();
        services.AddSingleton<BulkSettler>();
        services.AddSingleton<BulkSending>();
        services.AddSingleton<BulkDiscarding>();
        services.AddSingleton<BulkCanary>();
        services.AddSingleton<BulkTelling>();
        services.AddSingleton<BulkStart>();
        services.AddSingleton<BulkRunner>();
        services.AddSingleton<ISlackAction, SendBackAllAction>();
        services.AddSingleton<ISlackAction, DiscardAllAction>();
        services.AddSingleton<ISlackAction, StopAction>();
        services.AddSingleton<ISlackAction, GoOnAction>();
        return services;
    }

    private static IServiceCollection AddLists(this IServiceCollection services)
    {
        services.AddSingleton<DeadLetterList>();
        services.AddSingleton<ListMessage>();
        services.AddSingleton<ListAnswer>();
        services.AddSingleton<QueueDepths>();
        services.AddSingleton<QueueMessage>();
        services.AddSingleton<ISlackAction, ShowListAction>();
        services.AddSingleton<ISlackAction, TurnPageAction>();
        services.AddSingleton<ISlackAction, NewerPageAction>();
        services.AddSingleton<ISlackAction, OpenAction>();
        services.AddSingleton<ISlackAction, SendBackTheseAction>();
        services.AddSingleton<ISlackAction, DiscardTheseAction>();
        services.AddSingleton<ISlackAction, ListCommand>();
        services.AddSingleton<IStatusSection, QueueStatus>();
        services.AddSingleton<QueueHistory>();
        services.AddSingleton<IPageSection, QueueSection>();
        services.AddSingleton<AttributeText>();
        services.AddSingleton<DeadLetterAudit>();
        services.AddSingleton<IDetailPage, DeadLetterPage>();
        return services;
    }
}
