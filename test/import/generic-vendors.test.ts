import { describe, expect, it } from 'vitest';
import type { ParsedRecord } from '../../src-main/import/formats/record.ts';
import { MappingSet } from '../../src-main/import/mappings/mapping-set.ts';
import { CONTEXT } from './support/context.ts';

/** Noon of 16 May 2023 UTC, and what stands for it in the one record with another time. */
const NOON = '2023-05-16T12:00';
const EVENING = '2023-05-16T19:00';

/** Records as vendors document them, for which Annals has no mapping. */
const RECORDS: readonly (readonly [
  record: ParsedRecord,
  action: string,
  actor: string | null,
  outcome: string,
  time?: string,
])[] = [
  [
    {
      date: '2023-05-16T12:00:00.000Z',
      type: 'fp',
      description: 'Wrong email or password.',
      connection: 'Username-Password',
      client_name: 'App',
      ip: '203.0.113.5',
      user_agent: 'Chrome',
      user_name: 'ann@example.com',
      user_id: 'auth0|6',
      log_id: '9002023051612000000000000000001223372036854775800',
    },
    'fp',
    'ann@example.com',
    'unknown',
  ],
  [
    {
      ActionResult: true,
      ActionType: 'login',
      ActorEmail: 'ann@example.com',
      ActorID: 'a1',
      ActorIP: '203.0.113.5',
      ActorType: 'user',
      ID: 'f7c1a1de-1111-2222-3333-000000000001',
      Interface: 'UI',
      ResourceID: 'z1',
      ResourceType: 'zone',
      When: '2023-05-16T12:00:00Z',
    },
    'login',
    'ann@example.com',
    'success',
  ],
  [
    {
      time: '2023-05-16T12:00:00Z',
      operator: 'ann@example.com',
      category_type: 'User',
      action: 'Update',
      operation_detail: 'Update User bob@example.com',
    },
    'Update',
    'ann@example.com',
    'unknown',
  ],
  [
    {
      uuid: '56YE2TYN2VFYRLNSHKPW5NVT5E',
      session_uuid: 'A5K6C',
      timestamp: '2023-05-16T12:00:00Z',
      country: 'US',
      category: 'firewall_reported_success',
      type: 'continue',
      target_user: { uuid: 'I', name: 'Ann', email: 'ann@example.com' },
      client: { app_name: '1P', ip_address: '203.0.113.5' },
    },
    'continue',
    null,
    'unknown',
  ],
  [
    {
      id: '1',
      type: 'events',
      attributes: {
        time: '2023-05-16T12:00:00Z',
        action: 'user_added_to_group',
        actor: { id: '557', name: 'Ann', email: 'ann@example.com' },
        context: [{ id: 'g1', type: 'groups' }],
        location: { ip: '203.0.113.5' },
      },
    },
    'user_added_to_group',
    'ann@example.com',
    'unknown',
  ],
  [
    {
      type: 'event',
      event_id: 'f82c3ba03e41f7e8a7608363cc6c0390183c3f83',
      event_type: 'FAILED_LOGIN',
      created_at: '2023-05-16T12:00:00-07:00',
      created_by: { type: 'user', id: '11446498', name: 'Ann', login: 'ann@example.com' },
      source: { type: 'user', id: '1', login: 'ann@example.com' },
      ip_address: '203.0.113.5',
    },
    'FAILED_LOGIN',
    'ann@example.com',
    'failure',
    EVENING,
  ],
  [
    {
      timestamp: '2023-05-16T12:00:00Z',
      event_category: { '.tag': 'logins' },
      event_type: { '.tag': 'login_fail', description: 'Failed to sign in' },
      actor: { '.tag': 'user', user: { email: 'ann@example.com', account_id: 'dbid:1' } },
      origin: { geo_location: { ip_address: '203.0.113.5' } },
    },
    'login_fail',
    'ann@example.com',
    'failure',
  ],
  [
    {
      created: '2023-05-16T12:00:00Z',
      event: 'org.user.invite',
      userId: 'u1',
      orgId: 'o1',
      content: { email: 'bob@example.com' },
    },
    'org.user.invite',
    null,
    'unknown',
  ],
  [
    {
      created_at: '2023-05-16T12:00:00Z',
      operation_name: 'Login',
      user_email: 'ann@example.com',
      user_name: 'Ann',
      request_ip: '203.0.113.5',
      request_user_agent: 'Chrome',
      tenant_id: '1',
    },
    'Login',
    'Ann',
    'unknown',
  ],
  [
    {
      id: 1,
      author_id: 1,
      entity_id: 6,
      entity_type: 'Project',
      details: {
        custom_message: 'Project archived',
        author_name: 'Ann',
        target_id: 6,
        ip_address: '203.0.113.5',
      },
      created_at: '2023-05-16T12:00:00Z',
      event_name: 'project_archived',
    },
    'project_archived',
    'Ann',
    'unknown',
  ],
  [
    {
      ei: 0,
      event: 'user.login',
      uid: '11111111-1111-1111-1111-111111111111',
      code: 'T1000W',
      time: '2023-05-16T12:00:00Z',
      user: 'ann',
      success: false,
      error: 'access denied',
      method: 'local',
      'addr.remote': '203.0.113.5:5555',
    },
    'user.login',
    'ann',
    'failure',
  ],
  [
    {
      metadata: {
        customerIDString: 'c',
        offset: 14947764,
        eventType: 'AuthActivityAuditEvent',
        eventCreationTime: 1684238400000,
      },
      event: {
        UserId: 'ann@example.com',
        UserIp: '203.0.113.5',
        OperationName: 'userAuthenticate',
        ServiceName: 'CrowdStrike Authentication',
        Success: true,
        UTCTimestamp: 1684238400,
      },
    },
    'userAuthenticate',
    null,
    'success',
  ],
  [
    {
      isotimestamp: '2023-05-16T12:00:00+00:00',
      timestamp: 1684238400,
      action: 'admin_login',
      username: 'Ann',
      object: null,
      description: '{"ip_address":"203.0.113.5"}',
      eventtype: 'administrator',
    },
    'admin_login',
    'Ann',
    'unknown',
  ],
  [
    {
      gid: '1234567890123',
      created_at: '2023-05-16T12:00:00Z',
      event_type: 'user_login_succeeded',
      event_category: 'logins',
      actor: { actor_type: 'user', gid: '11', name: 'Ann', email: 'ann@example.com' },
      resource: { resource_type: 'user', gid: '11', name: 'Ann' },
      context: { client_ip_address: '203.0.113.5', user_agent: 'Chrome' },
    },
    'user_login_succeeded',
    'Ann',
    'success',
  ],
  [
    {
      id: 498483,
      url: 'https://x',
      created_at: '2023-05-16T12:00:00Z',
      action: 'update',
      action_label: 'Updated',
      actor_id: 1,
      actor_name: 'Ann',
      source_id: 22,
      source_type: 'user',
      source_label: 'Agent: Bob',
      change_description: 'Role changed from Administrator to End User',
      ip_address: '203.0.113.5',
    },
    'update',
    'Ann',
    'unknown',
  ],
  [
    {
      ts: 1684238400.123,
      lvl: 'info',
      msg: 'user login',
      who: 'ann',
      remote_addr: '203.0.113.5',
      status_code: 401,
    },
    'event',
    'ann',
    'failure',
  ],
  [
    {
      '@timestamp': '2023-05-16T12:00:00Z',
      eventType: 'user.authentication.auth_via_mfa',
      principal: { email: 'ann@example.com' },
      result: 'DENY',
      sourceIp: '203.0.113.5',
    },
    'user.authentication.auth_via_mfa',
    'ann@example.com',
    'failure',
  ],
  [
    {
      eventDateTime: '2023-05-16T12:00:00Z',
      activity: 'Delete policy',
      performedBy: { userPrincipalName: 'ann@example.com', id: '9' },
      activityResult: 'failure',
      resources: [{ displayName: 'P1', type: 'policy', id: 'p1' }],
    },
    'Delete policy',
    'ann@example.com',
    'failure',
  ],
  [
    {
      createdAt: '2023-05-16T12:00:00Z',
      operation: 'secret.read',
      subject: { name: 'svc-ci', type: 'service' },
      object: { type: 'secret', id: 's/1' },
      decision: 'denied',
    },
    'secret.read',
    'svc-ci',
    'failure',
  ],
  [
    {
      log_time: '2023-05-16 12:00:00.123 UTC',
      user: 'ann',
      event_name: 'LOGIN',
      client_ip: '203.0.113.5',
      is_success: 'NO',
      error_code: '390100',
      error_message: 'INCORRECT_USERNAME_PASSWORD',
    },
    'LOGIN',
    'ann',
    'failure',
  ],
];

const mappings = new MappingSet([]);

describe('records of vendors that nobody foresaw', () => {
  it.each(
    RECORDS.map(([record, action, actor, outcome, time = NOON]) => ({
      record,
      action,
      actor,
      outcome,
      time,
    })),
  )('$record', ({ record, action, actor, outcome, time }) => {
    const mapping = mappings.for(record);
    expect(mapping.name).toBe('generic');
    const { event } = mapping.map(record, CONTEXT);
    expect(event).toMatchObject({ action, actorName: actor, outcome });
    expect(new Date(event.occurredAt).toISOString()).toMatch(time);
  });

  it('are marked if their time was searched for', () => {
    const record = { attributes: { occurred_on_date: '2023-05-16T12:00:00Z', action: 'a' } };
    const { event, timeNotes } = mappings.for(record).map(record, CONTEXT);
    expect(timeNotes).toEqual(['found']);
    expect(event.metadata['timeNote']).toBe(
      'the time stands under a name that is not known for it',
    );
  });

  it('do not take the time of something else for their own', () => {
    for (const name of ['expires_at_date', 'last_login_time', 'birth_date', 'updated_time']) {
      const record = { [name]: '2023-05-16T12:00:00Z', action: 'a' };
      expect(() => mappings.for(record).map(record, CONTEXT)).toThrow('has no time');
    }
  });
});
