import { describe, expect, it } from 'vitest';
import { cloudTrailLookup } from '../../../src-main/import/mappings/cloudtrail-lookup.ts';
import { cloudTrail } from '../../../src-main/import/mappings/cloudtrail.ts';
import { eventIdOf } from '../../../src-main/import/run/event-id.ts';
import { parseJson } from '../../../src-main/import/formats/json-record.ts';
import type { ParsedRecord } from '../../../src-main/import/formats/record.ts';
import { CONTEXT } from '../support/context.ts';
import { mapped, recordsOf } from '../support/mapped.ts';
import { fieldsOf } from './fields.ts';

describe('the CloudTrail mapping, over records that others passed on', () => {
  const records = recordsOf('panther/cloudtrail.jsonl');

  it('reads names that are all in lower case', () => {
    expect(fieldsOf(records[0])).toEqual({
      by: 'cloudtrail',
      time: '2023-01-10T21:04:02.000Z',
      category: 'data',
      action: 'GetRecords',
      outcome: 'success',
      severity: 'info',
      actorId: 'arn:aws:test_arn',
      actorName: 'test_arn',
      targets: ['service:dynamodb'],
      message: 'test_arn GetRecords on dynamodb',
      sourceId: '5d4b45ed-a15c-41b6-80e9-031729fa060d',
    });
  });

  it('reads names of which only some are in lower case', () => {
    expect(fieldsOf(records[1])).toEqual({
      by: 'cloudtrail',
      time: '2022-07-17T04:50:23.000Z',
      category: 'management',
      action: 'ModifyInstanceAttribute',
      outcome: 'success',
      severity: 'info',
      targets: ['instance:testinstanceid', 'service:ec2'],
      message: 'ModifyInstanceAttribute on testinstanceid',
      sourceId: null,
    });
  });

  it('takes Panther’s time where the record’s own is missing', () => {
    expect(fieldsOf(records[2])).toEqual({
      by: 'cloudtrail',
      time: '2021-06-04T09:59:53.650Z',
      category: 'auth',
      action: 'ConsoleLogin',
      outcome: 'success',
      severity: 'info',
      actorName: 'some_user',
      actorType: 'user',
      targets: [],
      message: 'some_user ConsoleLogin',
      sourceId: null,
    });
  });

  it('reads request parameters that are JSON in a text', () => {
    expect(fieldsOf(records[3])).toEqual({
      by: 'cloudtrail',
      time: '2020-11-05T21:21:46.000Z',
      category: 'management',
      action: 'CreateAccount',
      outcome: 'success',
      severity: 'info',
      targets: ['account:****', 'role:SomeRole'],
      message: 'CreateAccount on ****',
      ip: '72.177.120.134',
      correlationId: '2222222222222222222222222222',
      sourceId: null,
    });
  });

  it('reads a failure', () => {
    expect(fieldsOf(records[4])).toEqual({
      by: 'cloudtrail',
      time: '2019-01-01T00:00:00.000Z',
      category: 'management',
      action: 'CreateUser',
      outcome: 'failure',
      severity: 'info',
      actorId: 'arn:aws:sts::123456789012:assumed-role/tester',
      actorName: 'tester',
      actorType: 'user',
      targets: ['user:user', 'service:iam'],
      message: 'tester CreateUser on user',
      ip: '111.111.111.111',
      userAgent: 'console.amazonaws.com',
      correlationId: '1',
      errorType: 'EntityAlreadyExists',
      sourceId: null,
    });
  });

  it('says what is missing', () => {
    const record = { eventName: 'GetUser', eventSource: 'iam.amazonaws.com' };
    expect(() => cloudTrail.map(record, CONTEXT)).toThrow('has no eventTime');
  });
});

describe('the CloudTrail mapping, over records from Logstash', () => {
  const records = recordsOf('otrf/ec2_proxy.json');
  const pedro = {
    by: 'cloudtrail',
    category: 'management',
    outcome: 'success',
    severity: 'info',
    actorId: 'arn:aws:iam::123456789123:user/pedro',
    actorName: 'pedro',
    actorType: 'user',
    ip: '1.2.3.4',
    userAgent: 'console.ec2.amazonaws.com',
  };

  it('reads the time from where Logstash moved it to', () => {
    expect(fieldsOf(records[0])).toEqual({
      ...pedro,
      time: '2020-09-14T00:44:23.000Z',
      action: 'DescribeInstanceTypes',
      targets: ['service:ec2'],
      message: 'pedro DescribeInstanceTypes on ec2',
      correlationId: '2db6a7b5-876c-4995-8258-e6f09d9ef934',
      sourceId: 'fd4f1042-c7f6-4107-a6ee-d841d92596e7',
    });
    expect(fieldsOf(records[1])).toEqual({
      ...pedro,
      time: '2020-09-14T00:44:24.000Z',
      action: 'DescribeInstances',
      targets: ['instance:i-044b1baf4c96e1b62', 'service:ec2'],
      message: 'pedro DescribeInstances on i-044b1baf4c96e1b62',
      correlationId: '2b757038-7f45-4e5b-b38d-b83a3acb7eab',
      sourceId: 'a3d34faf-076e-44ff-b2f7-605d76705a81',
    });
  });

  it('reads access to data', () => {
    const role = 'MordorNginxStack-BankingWAFRole-9S3E0UAE1MM0';
    const bucket = 'mordors3stack-s3bucket-llp2yingx64a';
    expect(fieldsOf(records[2])).toEqual({
      ...pedro,
      time: '2020-09-14T01:02:34.000Z',
      category: 'data',
      action: 'GetObject',
      actorId: `arn:aws:sts::123456789123:assumed-role/${role}/i-0317f6c6b66ae9c40`,
      actorName: role,
      targets: [
        `AWS::S3::Object:arn:aws:s3:::${bucket}/ring.txt (ring.txt)`,
        `AWS::S3::Bucket:arn:aws:s3:::${bucket} (${bucket})`,
        'service:s3',
      ],
      message: `${role} GetObject on ring.txt`,
      userAgent: '[aws-cli/1.18.136 Python/3.8.5 Darwin/19.5.0 botocore/1.17.59]',
      correlationId: 'A471D1060ED5FD07',
      sourceId: '771299cb-e200-4926-9604-c85358b30499',
    });
  });
});

describe('the mapping of looked up CloudTrail events', () => {
  const records = recordsOf('plaso/aws_cloudtrail.jsonl');
  const inner = (index: number): ParsedRecord =>
    parseJson(String(records[index]?.['CloudTrailEvent'])) as ParsedRecord;

  it('reads the record inside', () => {
    expect(fieldsOf(records[0])).toEqual({
      by: 'cloudtrail-lookup',
      time: '2022-02-07T22:23:37.000Z',
      category: 'management',
      action: 'DescribeInstances',
      outcome: 'success',
      severity: 'info',
      actorId: 'arn:aws:iam::012345678901:user/fakeusername',
      actorName: 'fakeusername',
      actorType: 'user',
      targets: ['instance:i-01234567890123456', 'service:ec2'],
      message: 'fakeusername DescribeInstances on i-01234567890123456',
      ip: '1.2.3.4',
      userAgent: 'console.ec2.amazonaws.com',
      correlationId: '5e2d469d-002a-40b1-9922-a2e7dca03332',
      sourceId: '0828c0d2-3589-4390-b954-c78b4a7df44b',
    });
  });

  it('takes the resources of the extract', () => {
    expect(fieldsOf(records[1])).toMatchObject({
      time: '2022-02-07T22:23:18.000Z',
      category: 'write',
      action: 'TerminateInstances',
      severity: 'notice',
      targets: ['AWS::EC2::Instance:i-01234567890123456', 'service:ec2'],
      sourceId: '1f2d6879-969f-4c15-b550-55015423e0c6',
    });
  });

  it('reads what a service did', () => {
    expect(fieldsOf(records[2])).toEqual({
      by: 'cloudtrail-lookup',
      time: '2022-02-07T22:19:07.000Z',
      category: 'write',
      action: 'SharedSnapshotVolumeCreated',
      outcome: 'success',
      severity: 'notice',
      actorId: 'ec2.amazonaws.com',
      actorName: 'ec2.amazonaws.com',
      actorType: 'service',
      targets: ['service:ec2'],
      message: 'ec2.amazonaws.com SharedSnapshotVolumeCreated on ec2',
      userAgent: 'ec2.amazonaws.com',
      sourceId: 'ec783cd8-fad8-41a8-abac-569a78c42e33',
    });
  });

  it('gives the id that the plain record has', () => {
    for (const [index, record] of records.entries()) {
      const lookedUp = cloudTrailLookup.map(record, CONTEXT);
      const plain = cloudTrail.map(inner(index), CONTEXT);
      expect(eventIdOf(cloudTrailLookup, lookedUp, Buffer.from('one'))).toBe(
        eventIdOf(cloudTrail, plain, Buffer.from('other')),
      );
    }
  });

  it.each(['{"eventName": "Termi', 'redacted', '', null, '[1]'])(
    'makes do with the extract if the record inside is %j',
    (text) => {
      expect(fieldsOf({ ...records[1], CloudTrailEvent: text })).toEqual({
        by: 'cloudtrail-lookup',
        time: '2022-02-07T22:23:18.000Z',
        category: 'write',
        action: 'TerminateInstances',
        outcome: 'success',
        severity: 'notice',
        actorName: 'fakeusername',
        targets: ['AWS::EC2::Instance:i-01234567890123456', 'service:ec2'],
        message: 'fakeusername TerminateInstances on i-01234567890123456',
        sourceId: '1f2d6879-969f-4c15-b550-55015423e0c6',
      });
    },
  );

  it('keeps what it knows of the credentials', () => {
    expect(mapped({ ...records[1], CloudTrailEvent: null }).metadata).toEqual({
      eventSource: 'ec2.amazonaws.com',
      readOnly: false,
      accessKeyId: '0123456789ABCDEFGHIJ',
    });
  });
});
