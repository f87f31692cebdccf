// An example: copy it, put your values in, and keep it with your other infrastructure. There is no secret in it.
using './main.bicep'

param awsRegion = 'eu-central-1'
param awsRoleArn = 'arn:aws:iam::111122223333:role/CrossCloudOps'
param awsAudience = 'api://00000000-0000-0000-0000-000000000000'

param slackChannel = 'C0123456789'
param slackOperators = 'U0123456789,U0123456788'

param alertEmail = 'operations@example.com'

param settings = {
  DeadLetters__Queues__0__Url: 'https://sqs.eu-central-1.amazonaws.com/111122223333/orders-dlq'
  DeadLetters__Queues__0__LogGroups__0: '/aws/lambda/orders'
  Webhooks__Routes__Orders__QueueUrl: 'https://sqs.eu-central-1.amazonaws.com/111122223333/order-webhooks.fifo'
  Webhooks__Routes__Orders__TargetUrl: 'https://orders.example.com/webhooks'
  Webhooks__Routes__Orders__Signature__Scheme: 'GitHub'
  Logs__Groups__0__Name: '/aws/lambda/orders'
  Heartbeats__Bucket: 'example-pulses'
}

param secrets = {
  Slack__BotToken: 'slack-bot-token'
  Slack__SigningSecret: 'slack-signing-secret'
  Webhooks__Routes__Orders__Signature__Secrets__0: 'orders-webhook-secret'
}
