import { describe, expect, it } from 'vitest';
import { databricks } from '../../../src-main/import/mappings/databricks.ts';
import { CONTEXT } from '../support/context.ts';
import { mapped, recordsOf } from '../support/mapped.ts';
import { fieldsOf } from './fields.ts';

describe('the Databricks mapping, over real records', () => {
  const records = recordsOf('panther/databricks.jsonl');

  it('takes every record, and no other mapping does', () => {
    expect(records.map((record) => mapped(record).by)).toEqual(records.map(() => 'databricks'));
  });

  it('reads a sign-in', () => {
    expect(fieldsOf(records[2])).toEqual({
      by: 'databricks',
      time: '2009-02-13T23:31:30.000Z',
      category: 'workspace_level',
      action: 'accounts.login',
      outcome: 'success',
      severity: 'info',
      actorId: 'support@databricks.com',
      actorName: 'support@databricks.com',
      targets: ['service:accounts'],
      message: 'support@databricks.com accounts.login on accounts',
      ip: '198.51.100.1',
      userAgent: 'Mozilla/5.0',
      sessionId: 'session-123',
      correlationId: 'req-123',
      sourceId: null,
    });
  });

  it('reads denied access', () => {
    expect(fieldsOf(records[1])).toEqual({
      by: 'databricks',
      time: '2024-01-01T00:00:00.000Z',
      category: 'data',
      action: 'deltaSharingAccess.getShare',
      outcome: 'failure',
      severity: 'warning',
      targets: ['service:deltaSharingAccess'],
      message: 'IP address not allowed',
      ip: '203.0.113.50',
      errorMessage: 'IP address not allowed',
      sourceId: null,
    });
  });

  it('reads what was done to whom', () => {
    expect(fieldsOf(records[4])).toEqual({
      by: 'databricks',
      time: '2009-02-13T23:31:30.000Z',
      category: 'account_level',
      action: 'accounts.removePrincipalFromGroup',
      outcome: 'success',
      severity: 'notice',
      actorId: 'admin@example.com',
      actorName: 'admin@example.com',
      targets: ['principal:user@example.com', 'group:account-admins', 'service:accounts'],
      message: 'admin@example.com accounts.removePrincipalFromGroup on user@example.com',
      sourceId: null,
    });
  });
});

describe('the Databricks mapping', () => {
  const denied = {
    timestamp: 1_704_067_200_000,
    serviceName: 'clusters',
    actionName: 'delete',
    requestParams: { clusterId: '0101-abc', script_id: 7, requestId: 'r', config: { id: 1 } },
    response: { statusCode: 400, errorMessage: 'INVALID_STATE: Cluster 0101-abc is terminated' },
  };

  it('names the class of an error where its message does', () => {
    expect(fieldsOf(denied)).toMatchObject({
      outcome: 'failure',
      severity: 'notice',
      errorType: 'INVALID_STATE',
      errorMessage: 'INVALID_STATE: Cluster 0101-abc is terminated',
    });
  });

  it('takes parameters that are ids for targets', () => {
    expect(fieldsOf(denied)).toMatchObject({
      targets: ['cluster:0101-abc', 'script:7', 'service:clusters'],
    });
  });

  it('knows no outcome where there is no response', () => {
    const { response: _, ...rest } = denied;
    expect(fieldsOf(rest)).toMatchObject({ outcome: 'unknown' });
  });

  it('leaves others alone, and says what is missing', () => {
    const { timestamp: _, ...rest } = denied;
    expect(databricks.matches({ serviceName: 'shop', actionName: 'buy' })).toBe(false);
    expect(() => databricks.map(rest, CONTEXT)).toThrow('has no timestamp');
  });
});
