import { describe, expect, it } from 'vitest';
import { googleWorkspace } from '../../../src-main/import/mappings/google-workspace.ts';
import { CONTEXT } from '../support/context.ts';
import { mapped, recordsOf } from '../support/mapped.ts';
import { fieldsOf } from './fields.ts';

describe('the Google Workspace mapping, over real records', () => {
  const records = recordsOf('panther/google-workspace.jsonl');

  it('takes every record, and no other mapping does', () => {
    expect(records.map((record) => mapped(record).by)).toEqual(
      records.map(() => 'google-workspace'),
    );
  });

  it('reads what an administrator did', () => {
    expect(fieldsOf(records[0])).toEqual({
      by: 'google-workspace',
      time: '2022-12-11T02:57:48.693Z',
      category: 'delegated_admin_settings',
      action: 'CREATE_ROLE',
      outcome: 'success',
      severity: 'notice',
      actorId: '123456',
      actorName: 'example@example.io',
      actorType: 'user',
      targets: ['role:567890 (CustomAdminRoleName)', 'service:admin'],
      message: 'CREATE_ROLE (ROLE_ID=567890, ROLE_NAME=CustomAdminRoleName)',
      ip: '12.12.12.12',
      // The digest is that of ["CREATE_ROLE",{…}], by sha256sum.
      sourceId: 'admin D12345 -12456 41ea6eb6fb9e7660f94a',
    });
  });

  it('reads what was done to a calendar', () => {
    expect(fieldsOf(records[1])).toMatchObject({
      time: '2022-12-10T22:33:31.852Z',
      category: 'calendar_change',
      action: 'change_calendar_acls',
      severity: 'notice',
      actorId: '110111111111111111111',
      targets: ['calendar:user@example.io', 'service:calendar'],
      ip: '1.2.3.4',
      userAgent: 'Mozilla/5.0',
    });
  });

  it('reads a sign-in that failed, with Panther’s time', () => {
    expect(fieldsOf(records[2])).toEqual({
      by: 'google-workspace',
      time: '2021-06-04T09:59:53.650Z',
      category: 'login',
      action: 'login_failure',
      outcome: 'failure',
      severity: 'warning',
      actorId: 'bob@example.com',
      actorName: 'bob@example.com',
      targets: ['service:login'],
      message: 'login_failure',
      ip: '111.111.111.111',
      sourceId: null,
    });
  });

  it('reads what a setting became', () => {
    const setting = 'DelayedDeliverySettingsProto disable_delayed_delivery_for_suspicious_email';
    expect(fieldsOf(records[3])).toMatchObject({
      time: '2022-12-11T03:42:54.859Z',
      action: 'CHANGE_APPLICATION_SETTING',
      targets: ['application:Gmail', `setting:${setting}`, 'service:admin'],
      changes: { old: {}, new: { value: 'true' } },
    });
  });
});

describe('the Google Workspace mapping', () => {
  const login = {
    kind: 'admin#reports#activity',
    id: {
      time: '2026-01-02T03:04:05.678Z',
      uniqueQualifier: '-7312729053723258069',
      applicationName: 'login',
      customerId: 'C01',
    },
    actor: { callerType: 'USER', email: 'ann@example.com', profileId: '110111111111111111111' },
    ipAddress: '192.0.2.1',
  };

  it('reads activities as the Reports API gives them', () => {
    const events = [
      {
        type: 'login',
        name: 'login_failure',
        parameters: [
          { name: 'login_type', value: 'google_password' },
          { name: 'login_failure_type', value: 'login_failure_invalid_password' },
          { name: 'login_challenge_method', multiValue: ['password'] },
          { name: 'is_suspicious', boolValue: false },
        ],
      },
    ];
    expect(fieldsOf({ ...login, events })).toMatchObject({
      category: 'login',
      action: 'login_failure',
      outcome: 'failure',
      severity: 'warning',
      message:
        'login_failure (login_type=google_password, login_failure_type=login_failure_invalid_password, is_suspicious=false)',
      errorType: 'login_failure_invalid_password',
    });
  });

  it('gives the events of one activity ids of their own', () => {
    const idOf = (parameters: object, rowId = 'a'): string | null =>
      googleWorkspace.map(
        { ...login, name: 'change_user_access', parameters, p_row_id: rowId },
        CONTEXT,
      ).sourceId;
    expect(idOf({ target_user: 'bob@example.com' })).not.toBe(
      idOf({ target_user: 'eve@example.com' }),
    );
    expect(idOf({ target_user: 'bob@example.com' }, 'b')).toBe(
      idOf({ target_user: 'bob@example.com' }),
    );
  });

  it('makes do with parameters of odd types', () => {
    for (const parameters of [null, 'redacted', 7, [1, null, { name: 3 }], { doc_id: ['x'] }]) {
      expect(fieldsOf({ ...login, name: 'view', parameters })).toMatchObject({
        action: 'view',
        targets: ['service:login'],
      });
    }
  });

  it('says what is missing', () => {
    expect(() => googleWorkspace.map({ id: { applicationName: 'drive' } }, CONTEXT)).toThrow(
      'has no id.time',
    );
  });
});
