// Checks CloudFormation templates. Arguments: files. Says each fault, a line each.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { extendSpecification } = require('cfn-lint/lib/resourcesSpec.js');
const { validateFile } = require('cfn-lint/lib/api.js');

// The linter's specification is of 2019. What is newer in our templates, from CloudFormation's template reference:
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
const documented = { Documentation: '', UpdateType: 'Mutable' };
const is = (PrimitiveType, Required = false) => ({ ...documented, PrimitiveType, Required });
const of = (Type, Required = false) => ({ ...documented, Type, Required });
const list = (item, Required = false) =>
  ({ ...documented, Type: 'List', Required, ...(item === 'String' ? { PrimitiveItemType: item } : { ItemType: item }) });
const stream = 'AWS::KinesisFirehose::DeliveryStream';
extendSpecification({
  ResourceTypes: {
    'AWS::IAM::OIDCProvider': { Attributes: { Arn: { PrimitiveType: 'String' } }, Properties: { ClientIdList: list('String'), Url: is('String') } },
    'AWS::IAM::Role': { Properties: { Description: is('String') } },
    'AWS::SQS::Queue': { Properties: { RedriveAllowPolicy: is('Json'), SqsManagedSseEnabled: is('Boolean') } },
    'AWS::S3::Bucket': { Properties: { OwnershipControls: of('OwnershipControls') } },
    [stream]: {
      Properties: {
        DeliveryStreamEncryptionConfigurationInput: of('DeliveryStreamEncryptionConfigurationInput'),
        HttpEndpointDestinationConfiguration: of('HttpEndpointDestinationConfiguration'),
      },
    },
  },
  PropertyTypes: {
    'AWS::S3::Bucket.OwnershipControls': { Properties: { Rules: list('OwnershipControlsRule', true) } },
    'AWS::S3::Bucket.OwnershipControlsRule': { Properties: { ObjectOwnership: is('String') } },
    [`${stream}.DeliveryStreamEncryptionConfigurationInput`]: { Properties: { KeyARN: is('String'), KeyType: is('String', true) } },
    [`${stream}.HttpEndpointDestinationConfiguration`]: {
      Properties: {
        BufferingHints: of('BufferingHints'),
        CloudWatchLoggingOptions: of('CloudWatchLoggingOptions'),
        EndpointConfiguration: of('HttpEndpointConfiguration', true),
        RequestConfiguration: of('HttpEndpointRequestConfiguration'),
        RetryOptions: of('HttpRetryOptions'),
        RoleARN: is('String'),
        S3BackupMode: is('String'),
        S3Configuration: of('S3DestinationConfiguration', true),
        SecretsManagerConfiguration: of('SecretsManagerConfiguration'),
      },
    },
    [`${stream}.HttpEndpointConfiguration`]: { Properties: { AccessKey: is('String'), Name: is('String'), Url: is('String', true) } },
    [`${stream}.HttpEndpointRequestConfiguration`]: { Properties: { ContentEncoding: is('String') } },
    [`${stream}.HttpRetryOptions`]: { Properties: { DurationInSeconds: is('Integer') } },
    [`${stream}.SecretsManagerConfiguration`]: { Properties: { Enabled: is('Boolean', true), RoleARN: is('String'), SecretARN: is('String') } },
  },
});

// The linter takes an empty default of a list for a fault. CloudFormation does not, and our lists are empty where a feature is off.
const isEmptyList = (fault) => fault.message.includes('number of commas appears to be equal or greater than the list of items');

for (const file of process.argv.slice(2)) {
  const { errors } = validateFile(file, { guessParameters: undefined });
  for (const fault of [...errors.crit, ...errors.warn].filter((f) => !isEmptyList(f))) {
    console.log(`${file}:${fault.resource}: ${fault.message}`);
  }
}
