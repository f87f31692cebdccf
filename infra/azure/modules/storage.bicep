@description('The account\'s name: 3 to 24 lower case letters and digits.')
@minLength(3)
@maxLength(24)
param name string

@description('The region.')
param location string

@description('Its tags.')
param tags object

@description('How it is kept.')
param sku string

var deploymentContainer = 'deployment'

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: sku
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

// A deleted container can be had back. Not so single documents: the app replaces and deletes them all the time, and each would be kept and paid for.
resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: account
  name: 'default'
  properties: {
    containerDeleteRetentionPolicy: {
      enabled: true
      days: 14
    }
  }
}

// The app's own: Storage__Container.
resource documents 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: blobs
  name: 'crosscloudops'
  properties: {
    publicAccess: 'None'
  }
}

resource deployment 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: blobs
  name: deploymentContainer
  properties: {
    publicAccess: 'None'
  }
}

@description('The account\'s name.')
output name string = account.name

@description('Where its blobs are, with a slash at the end.')
output blobEndpoint string = account.properties.primaryEndpoints.blob

@description('The container with the app\'s package.')
output deploymentContainer string = deploymentContainer
