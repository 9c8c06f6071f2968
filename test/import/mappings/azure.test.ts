import { describe, expect, it } from 'vitest';
import { mapped, recordsOf } from '../support/mapped.ts';

const LOCK =
  '/subscriptions/12345678-1234-1234-1234-123456789abc/resourceGroups/protected-rg/providers/Microsoft.Authorization/locks/CriticalLock';
const SECRET =
  '/subscriptions/12345678-1234-1234-1234-123456789abc/resourceGroups/myresourcegroup/providers/Microsoft.KeyVault/vaults/myvault/secrets/database-password';
const DISK =
  '/subscriptions/12345678-9abc-defg-hijk-lmnopqrstuvw/resourceGroups/TEST-RESOURCE-GROUP/providers/Microsoft.Compute/disks/test-vm_disk1_cd8883de78cb4cda97cb858dfe0cda3a';

describe('the mapping of Azure AD, of records of Log Analytics', () => {
  const [credentials, , grant] = recordsOf('otrf/azure-ad.jsonl').map((record) => mapped(record));

  it('reads what is JSON in texts', () => {
    expect(credentials).toMatchObject({
      by: 'azure-ad',
      time: '2021-08-02T13:29:25.983Z',
      action: 'Update application – Certificates and secrets management',
      category: 'applicationmanagement',
      outcome: 'success',
      severity: 'notice',
      actorId: 'aead923d-498b-4f64-a66c-2af91447a8b6',
      actorName: 'pgustavo@simulandlabs.com',
      actorType: 'user',
      targets: [
        'Application:11b49e19-2326-4be6-93cb-7f37439bbd81 (SimuLandApp)',
        'service:Core Directory',
      ],
      message: 'Update application – Certificates and secrets management',
      userAgent:
        'Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.17763.1971',
      correlationId: '10065ffb-8199-48bc-8ff5-912cb5b8295a',
      changes: {
        old: { KeyDescription: [] },
        new: {
          KeyDescription: [
            '[KeyIdentifier=59eaeebc-8a6b-44a6-9f24-7d55e64420c9,KeyType=Password,KeyUsage=Verify,DisplayName=SimuLandCreds]',
          ],
        },
      },
    });
    expect(credentials?.sourceId).toContain(
      'Directory_10065ffb-8199-48bc-8ff5-912cb5b8295a_AUMVX_13992832',
    );
  });

  it('reads every target', () => {
    expect(grant).toMatchObject({
      action: 'Add delegated permission grant',
      sensitive: true,
      targets: [
        'ServicePrincipal:401dd906-ea4f-4d41-b762-7e936d222368 (Microsoft Graph)',
        'ServicePrincipal:0d2f5969-011b-460d-ac74-3291d227d49f',
        'service:Core Directory',
      ],
    });
  });
});

describe('the mapping of Azure AD, of diagnostic records', () => {
  const [locked, principal, policy, elevated, assigned] = recordsOf(
    'panther/azure-audit.jsonl',
  ).map((record) => mapped(record));

  it('reads a failed sign-in', () => {
    expect(locked).toMatchObject({
      by: 'azure-ad',
      time: '2025-01-15T08:15:23.456Z',
      action: 'Sign-in activity',
      category: 'signinlogs',
      outcome: 'failure',
      severity: 'warning',
      actorId: 'user-001',
      actorName: 'boromir@lotr.com',
      actorType: 'user',
      targets: ['Application:Microsoft Office', 'Resource:Microsoft Graph'],
      ip: '4.4.4.4',
      userAgent: 'python-requests/2.28.0',
      correlationId: 'lockout-attack-001',
      errorType: '50053',
      errorMessage:
        'The account is locked, you’ve tried to sign in too many times with an incorrect user ID or password.',
      durationMs: 0,
      sourceId: null,
    });
  });

  it('reads keys in lower case and a number as result', () => {
    expect(principal).toMatchObject({
      by: 'azure-ad',
      time: '2023-07-26T23:00:20.889Z',
      category: 'serviceprincipalsigninlogs',
      outcome: 'failure',
      severity: 'warning',
      actorId: 'b1c34143-e405-4058-8e29-84596ad737b8',
      actorName: 'some-service-principal',
      actorType: 'service',
      targets: [
        'Application:cfceb902-8fab-4f8c-88ba-374d3c975c3a',
        'Resource:037694de-8c7d-498d-917d-edb650090fa5 (Azure Storage)',
      ],
      ip: '12.12.12.12',
      correlationId: 'e1f237ef-6548-4172-be79-03818c04c06e',
      errorType: '7000215',
      sourceId: '["36658c78-02d9-4d8f-84ee-5ca4a3fdefef","Sign-in activity"]',
    });
  });

  it('takes a policy that was taken away for an error', () => {
    expect(policy).toMatchObject({
      time: '2024-12-10T02:22:58.727Z',
      action: 'Delete conditional access policy',
      outcome: 'success',
      severity: 'error',
      sensitive: true,
      actorName: 'aragorn@lotr.com',
      targets: [
        'Policy:5e3cb481-2814-4295-b4cc-2440a6d66c86 (Outside MFA)',
        'service:Conditional Access',
      ],
      changes: { old: { ConditionalAccessPolicy: { state: 'enabled' } }, new: {} },
    });
  });

  it('reads records whose resource is a subscription', () => {
    expect(elevated).toMatchObject({
      by: 'azure-ad',
      time: '2025-01-15T08:45:30.123Z',
      outcome: 'success',
      severity: 'notice',
      actorId: 'user-admin-789',
      actorName: 'denethor@lotr.com',
      targets: ['service:Microsoft.Authorization'],
      ip: '2.2.2.2',
    });
  });

  it('takes the reason of a success for what was intended', () => {
    expect(assigned).toMatchObject({
      time: '2024-12-16T16:32:16.087Z',
      outcome: 'success',
      intent: 'test assign',
      message: 'Add member to role in PIM completed (permanent)',
      changes: {
        old: { RoleDefinitionOriginId: '', RoleDefinitionOriginType: '', TemplateId: '' },
        new: { RoleDefinitionOriginId: '12345', RoleDefinitionOriginType: 'BuiltInRole' },
      },
    });
    expect(assigned?.['errorMessage']).toBeUndefined();
  });
});

describe('the mapping of Azure AD, of records of Microsoft Graph', () => {
  it('reads a directory audit that an application started', () => {
    const audit = {
      id: 'Directory_ab12',
      category: 'UserManagement',
      correlationId: 'c-1',
      result: 'failure',
      resultReason: 'Insufficient privileges',
      activityDisplayName: 'Reset user password',
      activityDateTime: '2026-01-02T03:04:05.6789Z',
      loggedByService: 'Core Directory',
      operationType: 'Update',
      initiatedBy: { app: { appId: null, displayName: 'Sync', servicePrincipalId: 'sp-1' } },
      targetResources: [{ id: 'u-1', displayName: null, type: 'User', userPrincipalName: 'a@b.c' }],
    };
    expect(mapped(audit)).toMatchObject({
      by: 'azure-ad',
      time: '2026-01-02T03:04:05.678Z',
      action: 'Reset user password',
      category: 'usermanagement',
      outcome: 'failure',
      severity: 'warning',
      actorId: 'sp-1',
      actorName: 'Sync',
      actorType: 'service',
      targets: ['User:u-1 (a@b.c)', 'service:Core Directory'],
      errorMessage: 'Insufficient privileges',
    });
  });
});

describe('the mapping of Azure Monitor', () => {
  const [denied, elevated, blob, cluster, secret] = recordsOf('panther/azure-monitor.jsonl').map(
    (record) => mapped(record),
  );

  it('reads what was denied', () => {
    expect(denied).toMatchObject({
      by: 'azure-monitor',
      time: '2025-01-27T17:00:00.000Z',
      action: 'MICROSOFT.AUTHORIZATION/LOCKS/DELETE',
      category: 'administrative',
      outcome: 'failure',
      severity: 'warning',
      targets: [
        `Microsoft.Authorization/locks:${LOCK} (CriticalLock)`,
        'service:Microsoft.Authorization',
      ],
      message: 'MICROSOFT.AUTHORIZATION/LOCKS/DELETE on CriticalLock',
      ip: '198.18.0.50',
      correlationId: 'd4e5f6a7-b8c9-0123-def0-456789012345',
      errorType: '403',
      sourceId: null,
    });
  });

  it('reads an operation that is an object, and the caller’s claims', () => {
    expect(elevated).toMatchObject({
      time: '2024-12-24T15:45:00.000Z',
      action: 'Microsoft.Authorization/elevateAccess/action',
      outcome: 'success',
      severity: 'notice',
      actorName: 'attacker@example.com',
      actorType: 'user',
      ip: '203.0.113.42',
    });
  });

  it('reads requests to storage, with a status of HTTP and a port', () => {
    expect(blob).toMatchObject({
      by: 'azure-monitor',
      time: '2025-01-28T17:30:00.000Z',
      action: 'GetBlob',
      category: 'storageread',
      outcome: 'failure',
      severity: 'warning',
      targets: ['blob:/securedata/secrets/key.txt (key.txt)', 'service:securedata'],
      ip: '4.4.4.4',
      errorType: 'AuthenticationFailed',
    });
  });

  it('reads what a cluster logged as Kubernetes’ own record', () => {
    expect(cluster).toMatchObject({
      by: 'azure-monitor',
      time: '2024-03-20T10:00:00.000Z',
      action: 'get pods',
      actorName: 'system:anonymous',
      ip: '10.0.0.1',
      userAgent: 'kubectl/v1.28.0',
      correlationId: 'abc-123',
    });
  });

  it('knows actions that only read', () => {
    expect(secret).toMatchObject({
      action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action',
      severity: 'info',
      actorId: '12345678-1234-1234-1234-123456789abc',
      actorType: 'service',
      targets: [
        `Microsoft.KeyVault/vaults/secrets:${SECRET} (database-password)`,
        'service:Microsoft.KeyVault',
      ],
    });
  });

  it('reads the activity log as its API hands it out', () => {
    const [byApp, byUser] = recordsOf('plaso/azure_activity_log.jsonl').map((record) =>
      mapped(record),
    );
    expect(byApp).toMatchObject({
      by: 'azure-monitor',
      time: '2022-02-09T03:04:54.297Z',
      action: 'Microsoft.Compute/disks/delete',
      category: 'administrative',
      outcome: 'unknown',
      severity: 'notice',
      actorId: '12345678-9abc-defg-hijk-lmnopqrstuvw',
      actorType: 'service',
      targets: [
        `Microsoft.Compute/disks:${DISK} (test-vm_disk1_cd8883de78cb4cda97cb858dfe0cda3a)`,
        'service:Microsoft.Compute',
      ],
      ip: '1.2.3.4',
      correlationId: 'c0c54eb6-3a17-42e2-b6f6-37484ac276c4',
      sourceId: '587eda65-125e-48c2-9b04-ab5e8d3a1d8e',
    });
    expect(byUser).toMatchObject({
      time: '2022-02-09T03:04:26.492Z',
      actorName: 'fakeemail@fakedomain.com',
      actorType: 'user',
      sourceId: '648230f9-fba4-4def-8a83-118b158b748a',
    });
  });
});
