import { describe, expect, it } from 'vitest';
import { mapped, recordsOf } from '../support/mapped.ts';

/** As Purview's search exports a row: the record is JSON in a column, with JSON in it. */
const ROW = {
  CreationDate: '2021-05-18T21:13:33.0000000Z',
  UserIds: 'GradyA@example.com',
  Operations: 'UserLoginFailed',
  AuditData: JSON.stringify({
    CreationTime: '2021-05-18T21:13:33',
    Id: '18a3fd37-5cb7-4e24-83fb-25a4dd5b2f12',
    Operation: 'UserLoginFailed',
    RecordType: 15,
    ResultStatus: 'Success',
    UserKey: '10032001',
    UserType: 0,
    Workload: 'AzureActiveDirectory',
    ClientIP: '[2001:db8::1]:443',
    ObjectId: 'Unknown',
    UserId: 'GradyA@example.com',
    ApplicationId: '00000002-0000-0ff1-ce00-000000000000',
    ExtendedProperties: [{ Name: 'UserAgent', Value: 'curl/8' }],
    LogonError: 'InvalidUserNameOrPassword',
  }),
};

const CHANGE = {
  CreationTime: '2021-05-18T21:14:00',
  Operation: 'Update user.',
  Workload: 'AzureActiveDirectory',
  RecordType: 8,
  ResultStatus: 'PartiallySucceeded',
  UserId: 'admin@example.com',
  ObjectId: 'someone@example.com',
  ModifiedProperties: [
    { Name: 'StrongAuthenticationRequirement', NewValue: '[\r\n]', OldValue: '[\r\n  {}\r\n]' },
  ],
};

describe('the mapping of Microsoft 365', () => {
  it('reads records of the API', () => {
    const [install, plan, config, login] = recordsOf('plaso/microsoft_audit_log.jsonl').map(
      (record) => mapped(record),
    );
    expect(install).toMatchObject({
      by: 'microsoft-365',
      time: '2022-05-07T12:55:53.000Z',
      action: 'Install-DefaultSharingPolicy',
      category: 'exchangeadmin',
      outcome: 'success',
      severity: 'notice',
      actorId: String.raw`NT AUTHORITY\SYSTEM (Microsoft.Exchange.Servicehost)`,
      actorName: String.raw`nt authority\system (microsoft.exchange.servicehost)`,
      targets: [
        String.raw`ExchangeAdmin:sst5f.onmicrosoft.com\952cae95-808b-4aa7-b783-a9151be9a05a`,
        'service:Exchange',
      ],
      host: 'PAXP193MB2425 (15.20.5227.021)',
      sourceId: 'c9d2d808-0efe-48cb-eaec-08da3028eb80',
    });
    expect(install?.metadata).not.toHaveProperty('timeNote');
    expect(plan).toMatchObject({ action: 'Set-MailboxPlan', time: '2022-05-07T12:56:18.000Z' });
    expect(config).toMatchObject({ action: 'Set-AdminAuditLogConfig', outcome: 'success' });
    expect(login).toMatchObject({
      time: '2022-05-08T15:13:41.000Z',
      action: 'UserLoggedIn',
      outcome: 'success',
      severity: 'info',
      actorId: '55425677-a6b7-4df1-8068-709eb4162d42',
      actorName: 'piet@sst5f.onmicrosoft.com',
      actorType: 'user',
      targets: [
        'AzureActiveDirectoryStsLogon:00000003-0000-0000-c000-000000000000',
        'service:AzureActiveDirectory',
      ],
      ip: '0.0.0.0',
    });
  });

  it('reads OfficeActivity', () => {
    expect(recordsOf('otrf/office-activity.json').map((record) => mapped(record))).toMatchObject([
      {
        by: 'microsoft-365',
        time: '2021-08-02T13:32:07.000Z',
        action: 'MailItemsAccessed',
        category: 'exchangeitemaggregated',
        outcome: 'success',
        severity: 'info',
        actorId: '100320015858B802',
        actorName: 'pgustavo@simulandlabs.com',
        actorType: 'user',
        targets: [
          'ExchangeItemAggregated:d0c5f8ae-9ed7-4e46-bfdf-ea1460f5a31b (pgustavo@simulandlabs.com)',
          'service:Exchange',
        ],
        ip: '1.2.3.4',
        userAgent: 'Client=REST;;',
        host: 'AB1CD23EF4567 (15.20.4200.000)',
        sourceId: '699e0b10-1c53-403e-976f-ce0847a92b44',
      },
    ]);
  });

  it('reads rows of CSV, and knows that a failed sign-in failed although its status is success', () => {
    expect(mapped(ROW, true)).toMatchObject({
      by: 'microsoft-365',
      time: '2021-05-18T21:13:33.000Z',
      action: 'UserLoginFailed',
      category: 'azureactivedirectorystslogon',
      outcome: 'failure',
      severity: 'warning',
      actorId: '10032001',
      actorName: 'gradya@example.com',
      actorType: 'user',
      targets: [
        'AzureActiveDirectoryStsLogon:Unknown',
        'service:AzureActiveDirectory',
        'service:00000002-0000-0ff1-ce00-000000000000',
      ],
      ip: '2001:db8::1',
      userAgent: 'curl/8',
      errorType: 'InvalidUserNameOrPassword',
      sourceId: '18a3fd37-5cb7-4e24-83fb-25a4dd5b2f12',
    });
  });

  it('says what of a row it can if its AuditData is empty or broken', () => {
    for (const AuditData of ['', '{"CreationTime":"2021-']) {
      expect(mapped({ ...ROW, AuditData }, true)).toMatchObject({
        by: 'microsoft-365',
        time: '2021-05-18T21:13:33.000Z',
        action: 'UserLoginFailed',
        actorName: 'gradya@example.com',
        outcome: 'failure',
      });
    }
  });

  it('names what was changed, with JSON in texts read', () => {
    expect(mapped(CHANGE)).toMatchObject({
      outcome: 'unknown',
      message: 'Update user.: StrongAuthenticationRequirement',
      changes: {
        old: { StrongAuthenticationRequirement: [{}] },
        new: { StrongAuthenticationRequirement: [] },
      },
      metadata: { ResultStatus: 'PartiallySucceeded' },
      targets: ['AzureActiveDirectory:someone@example.com', 'service:AzureActiveDirectory'],
      sourceId: null,
    });
  });
});
