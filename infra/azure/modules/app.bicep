@description('The app\'s name.')
param name string

@description('The region.')
param location string

@description('Its tags.')
param tags object

@description('The identity that it runs as.')
param identityId string

@description('The client id of that identity.')
param identityClientId string

@description('Where the storage account\'s blobs are.')
param blobEndpoint string

@description('The container with the app\'s package.')
param deploymentContainer string

@description('The Key Vault\'s address.')
param vaultUri string

@description('Application Insights.')
param insightsName string

@description('The Region in AWS.')
param awsRegion string

@description('The role in AWS.')
param awsRoleArn string

@description('For whom tokens for AWS are made.')
param awsAudience string

@description('The Slack channel.')
param slackChannel string

@description('Who may press buttons in Slack.')
param slackOperators string

@description('Further settings.')
param settings object

@description('Settings that are secret: the names of their secrets.')
param secrets object

@description('How many instances wait for HTTP requests all the time.')
param alwaysReadyHttp int

@description('How many instances may run at most.')
param maximumInstanceCount int

@description('How many bytes a request may have.')
param requestBodyLimit int

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

// The defaults that stand beside the triggers. Azure has no defaults for schedules: each setting that a trigger names must be there.
var schedules = {
  CollectSchedule: '10,40 * * * * *'
  ForwardSchedule: '5,35 * * * * *'
  HeartbeatSchedule: '50 * * * * *'
  NotifySchedule: '0 * * * * *'
  RedriveSchedule: '20 * * * * *'
  ScanSchedule: '25 * * * * *'
}

// By a feature's section. Without any setting in it the feature is off, and its timers would start instances for nothing.
var timersOfFeatures = {
  DeadLetters: ['CollectDeadLetters']
  Heartbeats: ['WatchHeartbeats']
  Logs: ['ScanLogs']
  Webhooks: ['ForwardWebhooks']
}
var sections = map(concat(items(settings), items(secrets)), setting => toLower(first(split(setting.key, '__'))))
var idleTimers = flatten(map(items(timersOfFeatures), feature => contains(sections, toLower(feature.key)) ? [] : feature.value))
var disabled = toObject(idleTimers, timer => 'AzureWebJobs.${timer}.Disabled', timer => 'true')

// Without a version: Azure takes a new one within a day by itself.
var references = toObject(items(secrets), secret => secret.key, secret => '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/${secret.value}/)')

var fixed = {
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD;ClientId=${identityClientId}'
  APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
  AZURE_CLIENT_ID: identityClientId
  AzureWebJobsStorage__blobServiceUri: blobEndpoint
  AzureWebJobsStorage__clientId: identityClientId
  AzureWebJobsStorage__credential: 'managedidentity'
  FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: string(requestBodyLimit)
  Aws__Region: awsRegion
  Aws__RoleArn: awsRoleArn
  Aws__WebIdentityAudience: awsAudience
  Slack__Channel: slackChannel
  Slack__Operators: slackOperators
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    functionAppConfig: {
      deployment: {
        storage: {
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
          type: 'blobContainer'
          value: '${blobEndpoint}${deploymentContainer}'
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        alwaysReady: alwaysReadyHttp == 0 ? [] : [
          {
            instanceCount: alwaysReadyHttp
            name: 'http'
          }
        ]
        instanceMemoryMB: 512
        maximumInstanceCount: maximumInstanceCount
      }
    }
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    serverFarmId: plan.id
    siteConfig: {
      minTlsVersion: '1.2'
    }
  }
}

resource appSettings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'appsettings'
  properties: union(schedules, disabled, fixed, references, settings)
}

// Publishing goes by Entra identities. The app's own credentials, for FTP and for the deployment site, are off.
resource ftp 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource scm 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'scm'
  properties: {
    allow: false
  }
}

@description('The app\'s name.')
output name string = app.name

@description('Its host name.')
output host string = app.properties.defaultHostName
