@description('The name of both.')
param name string

@description('The region.')
param location string

@description('Their tags.')
param tags object

@description('How many gigabytes are taken a day at most; -1 for no limit.')
param dailyGigabytes int

@description('How many days logs are kept.')
param retentionDays int

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    features: {
      disableLocalAuth: true
    }
    retentionInDays: retentionDays
    sku: {
      name: 'PerGB2018'
    }
    workspaceCapping: {
      dailyQuotaGb: dailyGigabytes
    }
  }
}

// Takes telemetry from identities only: who knows the connection string cannot write.
resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: name
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    DisableLocalAuth: true
    WorkspaceResourceId: workspace.id
  }
}

@description('The workspace\'s id.')
output workspaceId string = workspace.id

@description('The name of Application Insights.')
output insightsName string = insights.name
