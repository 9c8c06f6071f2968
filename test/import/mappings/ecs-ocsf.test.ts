import { describe, expect, it } from 'vitest';
import { mapped } from '../support/mapped.ts';

/** As Filebeat writes a login, with an identity of Elastic's documentation. */
const LOGIN = {
  '@timestamp': '2024-05-01T12:00:00.123Z',
  ecs: { version: '8.11.0' },
  event: {
    kind: 'event',
    category: ['authentication', 'session'],
    type: ['start'],
    action: 'ssh_login',
    outcome: 'failure',
    id: 'Zx81aQkB3',
    duration: 1_500_000_000,
  },
  log: { level: 'warn' },
  user: { id: '1000', name: ['ada', 'ada@example.com'], target: { id: '0', name: 'root' } },
  source: { ip: '203.0.113.9', port: 4711 },
  user_agent: { original: 'OpenSSH_9.6' },
  host: { name: 'web1' },
  service: { name: 'sshd' },
  trace: { id: '4bf92f3577b34da6a3ce929d0e0e4736' },
  error: { type: 'AuthError', message: 'no such key', stack_trace: 'at a\nat b' },
  message: 'Failed login of ada',
};

/** The same with keys that have dots in them. */
const FLAT = {
  '@timestamp': '2024-05-01T12:00:00.123Z',
  'event.kind': 'event',
  'event.action': 'file-deleted',
  'event.outcome': 'success',
  'event.category': 'file',
  'user.name': 'ada',
  'file.path': '/etc/app.conf',
  'file.name': 'app.conf',
  'client.ip': '2001:db8::1',
};

describe('the mapping of the Elastic Common Schema', () => {
  it('reads nested fields, and the first of lists', () => {
    expect(mapped(LOGIN)).toMatchObject({
      by: 'ecs',
      time: '2024-05-01T12:00:00.123Z',
      action: 'ssh_login',
      category: 'authentication',
      outcome: 'failure',
      severity: 'warning',
      actorId: '1000',
      actorName: 'ada',
      targets: ['user:0 (root)', 'service:sshd'],
      message: 'Failed login of ada',
      durationMs: 1_500,
      ip: '203.0.113.9',
      userAgent: 'OpenSSH_9.6',
      host: 'web1',
      correlationId: '4bf92f3577b34da6a3ce929d0e0e4736',
      errorType: 'AuthError',
      errorMessage: 'no such key',
      stackTrace: 'at a\nat b',
      sourceId: 'Zx81aQkB3',
    });
  });

  it('reads keys with dots', () => {
    expect(mapped(FLAT)).toMatchObject({
      by: 'ecs',
      action: 'file-deleted',
      category: 'file',
      outcome: 'success',
      actorName: 'ada',
      targets: ['file:/etc/app.conf (app.conf)'],
      ip: '2001:db8::1',
      sourceId: null,
    });
  });

  it('reads records that are hardly more than a time', () => {
    const bare = { '@timestamp': '2024-05-01T12:00:00Z', event: { kind: 'metric' } };
    expect(mapped(bare)).toMatchObject({ by: 'ecs', action: 'event', outcome: 'unknown' });
  });
});

/** Authentication (3002), with the fields that its class has. */
const LOGON = {
  class_uid: 3002,
  class_name: 'Authentication',
  category_uid: 3,
  category_name: 'Identity & Access Management',
  activity_id: 1,
  activity_name: 'Logon',
  type_uid: 300_201,
  time: 1_714_564_800_123,
  severity_id: 3,
  status_id: 2,
  status_code: '50126',
  status_detail: 'Invalid username or password',
  metadata: {
    version: '1.3.0',
    uid: 'a1b2c3d4-0001',
    correlation_uid: 'c-1',
    product: { name: 'X' },
  },
  user: { uid: 'u-1', name: 'ada', type: 'User' },
  src_endpoint: { ip: '203.0.113.9' },
  http_request: { user_agent: 'curl/8' },
  device: { hostname: 'web1' },
  session: { uid: 's-1' },
};

/** API Activity (6003), with its times and numbers as texts. */
const CALL = {
  class_uid: '6003',
  category_name: 'Application Activity',
  activity_name: 'Delete',
  time: '1714564800123',
  severity_id: '1',
  status_id: '1',
  metadata: { version: '1.1.0', uid: 'a1b2c3d4-0002' },
  actor: { user: { uid: 'arn:aws:iam::1:user/ada', name: 'ada', type_id: 1 }, invoked_by: null },
  api: {
    operation: 'DeleteBucket',
    service: { name: 's3.amazonaws.com' },
    request: { uid: 'r-9' },
  },
  resources: [{ uid: 'arn:aws:s3:::b', name: 'b', type: 'bucket' }, { name: 'c' }, 'odd'],
};

describe('the mapping of OCSF', () => {
  it('reads a failed logon', () => {
    expect(mapped(LOGON)).toMatchObject({
      by: 'ocsf',
      time: '2024-05-01T12:00:00.123Z',
      action: 'Logon',
      category: 'auth',
      outcome: 'failure',
      severity: 'warning',
      actorId: 'u-1',
      actorName: 'ada',
      actorType: 'user',
      message: 'Invalid username or password',
      ip: '203.0.113.9',
      userAgent: 'curl/8',
      host: 'web1',
      sessionId: 's-1',
      correlationId: 'c-1',
      errorType: '50126',
      errorMessage: 'Invalid username or password',
      sourceId: 'a1b2c3d4-0001',
    });
  });

  it('reads a call of an API, with numbers in texts', () => {
    expect(mapped(CALL)).toMatchObject({
      by: 'ocsf',
      time: '2024-05-01T12:00:00.123Z',
      action: 'DeleteBucket',
      category: 'application activity',
      outcome: 'success',
      severity: 'info',
      actorId: 'arn:aws:iam::1:user/ada',
      actorName: 'ada',
      targets: ['bucket:arn:aws:s3:::b (b)', 'resource:c', 'service:s3.amazonaws.com'],
      correlationId: 'r-9',
      sourceId: 'a1b2c3d4-0002',
    });
  });

  it('reads an account that was changed', () => {
    const changed = {
      class_uid: 3001,
      activity_name: 'Disable',
      time_dt: '2024-05-01T12:00:00.123Z',
      severity_id: 99,
      severity: 'High',
      status_id: 99,
      status: 'Denied',
      metadata: { version: '1.1.0' },
      actor: { user: { name: 'root' } },
      user: { uid: 'u-2', name: 'eve' },
    };
    expect(mapped(changed)).toMatchObject({
      by: 'ocsf',
      time: '2024-05-01T12:00:00.123Z',
      action: 'Disable',
      outcome: 'failure',
      severity: 'error',
      actorName: 'root',
      targets: ['user:u-2 (eve)'],
      message: 'root Disable on eve',
      sourceId: null,
    });
  });
});
