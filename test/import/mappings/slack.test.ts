import { describe, expect, it } from 'vitest';
import { slack } from '../../../src-main/import/mappings/slack.ts';
import { CONTEXT } from '../support/context.ts';
import { mapped, recordsOf } from '../support/mapped.ts';
import { fieldsOf } from './fields.ts';

const BROWSER =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/';

describe('the Slack mapping, over real records', () => {
  const records = recordsOf('panther/slack.jsonl');

  it('takes every record, and no other mapping does', () => {
    expect(records.map((record) => mapped(record).by)).toEqual(records.map(() => 'slack'));
  });

  it('reads what was done to an app', () => {
    expect(fieldsOf(records[2])).toEqual({
      by: 'slack',
      time: '2021-06-08T22:16:15.000Z',
      category: 'app',
      action: 'app_restricted',
      outcome: 'success',
      severity: 'info',
      actorId: 'W012J3FEWAU',
      actorName: 'primary-owner',
      actorType: 'user',
      targets: ['app:A012F34BFEF (app-name)', 'service:test-workspace-1'],
      message: 'primary-owner app_restricted on app-name',
      ip: '1.2.3.4',
      userAgent: 'Go-http-client/2.0',
      sourceId: null,
    });
  });

  it('reads what was done to a user', () => {
    expect(fieldsOf(records[3])).toEqual({
      by: 'slack',
      time: '2023-02-24T18:33:21.000Z',
      category: 'role',
      action: 'role_change_to_admin',
      outcome: 'success',
      severity: 'notice',
      actorId: 'W015MH5MPGE',
      actorName: 'primary-owner',
      actorType: 'user',
      targets: ['user:U04R70MM40K (Example Account)', 'service:example-workspace'],
      message: 'primary-owner role_change_to_admin on Example Account',
      ip: '12.12.12.12',
      userAgent: `${BROWSER}110.0.0.0 Safari/537.36`,
      sourceId: '1ad8fa51-f18e-450a-8e18-cfe31278be96',
    });
  });

  it('reads what was done to a workspace', () => {
    expect(fieldsOf(records[0])).toMatchObject({
      time: '2022-07-28T16:48:14.000Z',
      category: 'app',
      action: 'app_scopes_expanded',
      targets: ['workspace:T01234N56GB (test-workspace-1)', 'service:test-workspace'],
      sourceId: '9d9b76ce-47bb-4838-a96a-1b5fd4d1b564',
    });
  });
});

describe('the Slack mapping', () => {
  const login = {
    id: '0123a45b-6c7d-8900-e12f-3456789gh0i1',
    date_create: 1_521_214_343,
    action: 'user_login',
    actor: { type: 'user', user: { id: 'W123AB456', name: 'Charlie', email: 'bird@slack.com' } },
    entity: { type: 'user', user: { id: 'W123AB456', name: 'Charlie' } },
    context: { location: { type: 'workspace', id: 'T1', name: 'Docs', domain: 'docs' } },
  };

  it('reads a time in seconds', () => {
    expect(fieldsOf(login)).toMatchObject({ time: '2018-03-16T15:32:23.000Z', category: 'user' });
  });

  it('takes what has a name of failure for one', () => {
    expect(fieldsOf({ ...login, action: 'user_login_failed' })).toMatchObject({
      outcome: 'failure',
      severity: 'warning',
    });
  });

  it('knows preferences by the part in front', () => {
    expect(fieldsOf({ ...login, action: 'pref.two_factor_auth_changed' })).toMatchObject({
      category: 'pref',
      severity: 'notice',
    });
  });

  it('makes do with an entity of an odd type', () => {
    for (const entity of [null, 'app', { type: '__proto__' }, { type: 'app' }, { type: 7 }]) {
      expect(fieldsOf({ ...login, entity })).toMatchObject({ targets: ['service:Docs'] });
    }
    expect(slack.matches({ ...login, actor: { type: '__proto__' } })).toBe(false);
  });

  it('says what is missing', () => {
    const { date_create: _, ...rest } = login;
    expect(() => slack.map(rest, CONTEXT)).toThrow('has no date_create');
  });
});
