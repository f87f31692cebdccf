metadata description = 'Tells somebody by mail when the app itself stops, by what Application Insights sees of it.'

@description('The alert\'s name.')
param name string

@description('The region.')
param location string

@description('Its tags.')
param tags object

@description('Who gets the mail.')
param email string

@description('The workspace of Application Insights.')
param workspaceId string

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    emailReceivers: [
      {
        emailAddress: email
        name: 'operators'
        useCommonAlertSchema: true
      }
    ]
    enabled: true
    groupShortName: 'CrossClouds'
  }
}

// The app's own measure: the host is told to write nothing of runs that end well. Summed up to one row, so that no runs at all are a row with 0 and not no row, which an alert would not look at.
resource stopped 'Microsoft.Insights/scheduledQueryRules@2022-06-15' = {
  name: '${name}-stopped'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    actions: {
      actionGroups: [people.id]
    }
    autoMitigate: true
    criteria: {
      allOf: [
        {
          failingPeriods: {
            minFailingPeriodsToAlert: 1
            numberOfEvaluationPeriods: 1
          }
          metricMeasureColumn: 'Runs'
          operator: 'LessThan'
          query: 'AppMetrics | where Name == "crosscloudops.function.duration" and tostring(Properties["function"]) == "Notify" and tostring(Properties["result"]) == "ok" | summarize Runs = count()'
          threshold: 1
          timeAggregation: 'Total'
        }
      ]
    }
    description: 'No run of Notify ended well in 15 minutes: Slack does not show what is going on.'
    displayName: 'CrossCloudOps stopped'
    enabled: true
    evaluationFrequency: 'PT15M'
    scopes: [workspaceId]
    severity: 1
    // Right after the deployment there is no table of metrics yet.
    skipQueryValidation: true
    windowSize: 'PT15M'
  }
}
