metadata description = 'CrossCloudOps: one Functions app, what it keeps, what it may do, and an alert when it stops.'

@description('What all names begin with; eight characters follow that are this resource group\'s own.')
@minLength(3)
@maxLength(15)
param name string = 'crosscloudops'

@description('The region. It must have Flex Consumption: az functionapp list-flexconsumption-locations.')
param location string = resourceGroup().location

@description('Put on everything that is made.')
param tags object = {}

@description('The Region of your queues, logs and buckets, for example eu-central-1.')
param awsRegion string

@description('The role that the app takes in AWS, as infra/aws/access.yaml makes it: arn:aws:iam::<account>:role/CrossCloudOps.')
param awsRoleArn string

@description('The identifier URI of the app registration that tokens for AWS are made for: api://… .')
param awsAudience string

@description('The id of the Slack channel that messages go to (C…). Empty with Slack__WebhookUrl, which has a channel of its own.')
param slackChannel string

@description('Who may press buttons in Slack: user ids, user group ids or *, separated by commas.')
param slackOperators string

@description('Any further setting of docs/settings.md by its name, for example DeadLetters__Queues__0__Url, each value as text. What is set here wins over what this deployment sets by itself.')
param settings object = {}

@description('Settings that are secret: by the setting\'s name, the name of its secret in the Key Vault. The values are put there, not here.')
param secrets object = {
  Slack__BotToken: 'slack-bot-token'
  Slack__SigningSecret: 'slack-signing-secret'
}

@description('How many instances wait for HTTP requests all the time. 0 costs nothing, and a press in Slack after a quiet time may be answered late; 1 answers at once.')
@minValue(0)
@maxValue(10)
param alwaysReadyHttp int = 0

@description('How many instances may run at most.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('How many bytes a request may have: at least 67108864 if logs are received, and as much as the largest MaxBodyBytes of a route.')
@minValue(1048576)
@maxValue(104857600)
param requestBodyLimit int = 67108864

@description('How the storage account is kept: in one data centre (LRS), or in three zones of the region (ZRS).')
@allowed(['Standard_LRS', 'Standard_ZRS'])
param storageSku string = 'Standard_LRS'

@description('How many gigabytes of logs are taken a day at most. -1 for no limit.')
@minValue(-1)
param logsDailyGigabytes int = 1

@description('How many days logs are kept.')
@minValue(30)
@maxValue(730)
param logsRetentionDays int = 30

@description('Who gets a mail when the app itself stops. Empty: no alert.')
param alertEmail string = ''

var suffix = take(uniqueString(resourceGroup().id), 8)

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: {
    name: '${name}-${suffix}'
    location: location
    tags: tags
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    name: '${replace(toLower(name), '-', '')}${suffix}'
    location: location
    tags: tags
    sku: storageSku
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    name: '${name}-${suffix}'
    location: location
    tags: tags
    dailyGigabytes: logsDailyGigabytes
    retentionDays: logsRetentionDays
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: {
    name: '${name}-${suffix}'
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
  }
}

module access 'modules/access.bicep' = {
  name: 'access'
  params: {
    principalId: identity.outputs.principalId
    storageName: storage.outputs.name
    vaultName: vault.outputs.name
    insightsName: monitoring.outputs.insightsName
  }
}

module app 'modules/app.bicep' = {
  name: 'app'
  // Without its roles it could not even read its package.
  dependsOn: [access]
  params: {
    name: '${name}-${suffix}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    blobEndpoint: storage.outputs.blobEndpoint
    deploymentContainer: storage.outputs.deploymentContainer
    vaultUri: vault.outputs.uri
    insightsName: monitoring.outputs.insightsName
    awsRegion: awsRegion
    awsRoleArn: awsRoleArn
    awsAudience: awsAudience
    slackChannel: slackChannel
    slackOperators: slackOperators
    settings: settings
    secrets: secrets
    alwaysReadyHttp: alwaysReadyHttp
    maximumInstanceCount: maximumInstanceCount
    requestBodyLimit: requestBodyLimit
  }
}

module alert 'modules/alert.bicep' = if (!empty(alertEmail)) {
  name: 'alert'
  params: {
    name: '${name}-${suffix}'
    location: location
    tags: tags
    email: alertEmail
    workspaceId: monitoring.outputs.workspaceId
  }
}

@description('The app\'s name, to publish to.')
output appName string = app.outputs.name

@description('The app\'s host name: AppHost of infra/aws/log-firehose.yaml.')
output appHost string = app.outputs.host

@description('Slack: Interactivity, request URL.')
output slackInteractionsUrl string = 'https://${app.outputs.host}/api/slack/interactions'

@description('Slack: slash command /ops, request URL.')
output slackCommandsUrl string = 'https://${app.outputs.host}/api/slack/commands'

@description('Where webhooks are sent to: this and the path of a route.')
output webhookBaseUrl string = 'https://${app.outputs.host}/api/hooks/'

@description('Where Firehose sends log events to.')
output firehoseUrl string = 'https://${app.outputs.host}/api/logs/firehose'

@description('Answers 200 while the app works.')
output healthUrl string = 'https://${app.outputs.host}/api/health'

@description('The identity\'s object id: PrincipalObjectId of infra/aws/access.yaml.')
output identityPrincipalId string = identity.outputs.principalId

@description('The identity\'s client id.')
output identityClientId string = identity.outputs.clientId

@description('The tenant: TenantId of infra/aws/access.yaml.')
output tenantId string = tenant().tenantId

@description('The Key Vault that secrets are put into.')
output vaultName string = vault.outputs.name

@description('The storage account with all that the app keeps.')
output storageName string = storage.outputs.name
