@description('The identity\'s name.')
param name string

@description('The region.')
param location string

@description('Its tags.')
param tags object

// Not the app's own (system-assigned) one: that would be a new subject for AWS whenever the app is made anew.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: location
  tags: tags
}

@description('The resource\'s id.')
output id string = identity.id

@description('Which identity to use, for those who ask for a token.')
output clientId string = identity.properties.clientId

@description('Who it is, for role assignments and for AWS.')
output principalId string = identity.properties.principalId
