@description('The vault\'s name: 3 to 24 letters, digits and hyphens.')
@minLength(3)
@maxLength(24)
param name string

@description('The region.')
param location string

@description('Its tags.')
param tags object

@description('The workspace that its audit goes to.')
param workspaceId string

// Empty: people put the secrets in. A vault that is deleted can be had back for 90 days, and nobody can end that time early.
resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    enablePurgeProtection: true
    enableRbacAuthorization: true
    enableSoftDelete: true
    sku: {
      family: 'A'
      name: 'standard'
    }
    softDeleteRetentionInDays: 90
    tenantId: tenant().tenantId
  }
}

// Who read or wrote which secret. The storage account has none of this: its log would be larger than what it holds.
resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'audit'
  scope: vault
  properties: {
    logs: [
      {
        category: 'AuditEvent'
        enabled: true
      }
    ]
    workspaceId: workspaceId
  }
}

@description('The vault\'s name.')
output name string = vault.name

@description('Its address, with a slash at the end.')
output uri string = vault.properties.vaultUri
