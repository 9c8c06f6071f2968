import { describe, expect, it } from 'vitest';
import { mapped } from '../support/mapped.ts';

/** Records as the five requirement documents describe them, written from their fields. */

const FLAGGED = {
  id: '5a5f1c52-64a5-4a6e-9a6b-4d8a0c7e2f11',
  org_id: 'org-1',
  user_id: 'user-7',
  action: 'flag',
  seller_id: null,
  seller_name: 'Flagged 2 sellers',
  old_value: null,
  new_value: '{"flagged": true, "sellers": ["One", "Two"]}',
  source: 'manual',
  affected_count: 2,
  seller_count_snapshot: 140,
  created_at: '2026-01-28T03:06:00.5+00:00',
};

describe('the mapping of seller_audit_log', () => {
  it('reads an act on many sellers', () => {
    expect(mapped(FLAGGED)).toMatchObject({
      by: 'seller-audit-log',
      time: '2026-01-28T03:06:00.500Z',
      action: 'flag',
      category: 'data',
      outcome: 'success',
      severity: 'notice',
      actorId: 'user-7',
      targets: ['seller:One', 'seller:Two'],
      message: 'Flagged 2 sellers',
      changes: { old: {}, new: { flagged: true } },
      affectedCount: 2,
      totalCount: 140,
      metadata: { org_id: 'org-1', source: 'manual' },
      sourceId: '5a5f1c52-64a5-4a6e-9a6b-4d8a0c7e2f11',
    });
  });

  it('reads an export from CSV, and a change of one seller', () => {
    const exported = {
      ...FLAGGED,
      action: 'export',
      seller_id: '',
      seller_name: 'Exported 1 sellers as csv',
      new_value: '{"format": "csv", "sellers": ["One"]}',
      affected_count: '1',
    };
    expect(mapped(exported, true)).toMatchObject({
      by: 'seller-audit-log',
      severity: 'info',
      targets: ['seller:One'],
      message: 'Exported 1 sellers as csv',
      changes: { new: { format: 'csv' } },
      affectedCount: 1,
    });
    const edited = {
      ...FLAGGED,
      id: 12,
      action: 'edit',
      seller_id: 's-1',
      seller_name: 'One',
      old_value: 'One Ltd',
      new_value: 'One',
      source: 'collection_run',
    };
    expect(mapped(edited)).toMatchObject({
      targets: ['seller:s-1 (One)'],
      message: 'edit on One',
      changes: { old: { value: 'One Ltd' }, new: { value: 'One' } },
      sourceId: null,
    });
  });
});

const RAISED = {
  id: '0b6c9ef4-52b4-4a3e-8d0a-93a1d6a7c001',
  timestamp: '2026-02-03T04:05:06Z',
  user_id: 42,
  action_type: 'EXCEPTION_RAISED',
  resource_type: 'DATA_UPLOAD',
  resource_id: 'up-9',
  description: 'Upload failed: disk full',
  metadata: '{"path": "/api/v1/uploads"}',
  ip_address: '203.0.113.5',
  user_agent: 'Mozilla/5.0',
  status: 'ERROR',
  severity: 'CRITICAL',
  error_type: 'MemoryError',
  stack_trace: 'Traceback (most recent call last):\n  File "main.py", line 1\nMemoryError',
};

describe('the mapping of audit_logs', () => {
  it('reads an exception with its trace', () => {
    expect(mapped(RAISED)).toMatchObject({
      by: 'audit-logs-table',
      time: '2026-02-03T04:05:06.000Z',
      action: 'EXCEPTION_RAISED',
      outcome: 'error',
      severity: 'critical',
      actorId: '42',
      targets: ['DATA_UPLOAD:up-9'],
      message: 'Upload failed: disk full',
      ip: '203.0.113.5',
      userAgent: 'Mozilla/5.0',
      errorType: 'MemoryError',
      errorMessage: 'Upload failed: disk full',
      stackTrace: 'Traceback (most recent call last):\n  File "main.py", line 1\nMemoryError',
      metadata: { metadata: { path: '/api/v1/uploads' } },
      sourceId: '0b6c9ef4-52b4-4a3e-8d0a-93a1d6a7c001',
    });
    const { stack_trace: error_stack, ...others } = RAISED;
    expect(mapped({ ...others, error_stack })).toMatchObject({ stackTrace: error_stack });
  });

  it('reads a failed login', () => {
    const login = {
      ...RAISED,
      action_type: 'LOGIN',
      resource_type: 'USER',
      description: 'Wrong password',
      status: 'FAILURE',
      severity: null,
      error_type: null,
      stack_trace: null,
    };
    expect(mapped(login)).toMatchObject({
      category: 'auth',
      outcome: 'failure',
      severity: 'warning',
      targets: ['USER:up-9'],
      message: 'Wrong password',
    });
  });

  it('takes old and new values out of the metadata', () => {
    const update = {
      ...RAISED,
      action_type: 'UPDATE',
      status: 'SUCCESS',
      severity: '',
      error_type: '',
      stack_trace: '',
      metadata: '{"old_value": {"status": "active"}, "new_value": {"status": "inactive"}}',
    };
    expect(mapped(update, true)).toMatchObject({
      outcome: 'success',
      severity: 'notice',
      changes: { old: { status: 'active' }, new: { status: 'inactive' } },
    });
  });
});

const ACTIVITY = {
  seq: 7,
  id: 'al_0190e7c2a1b2',
  ts: '2026-03-04T05:06:07.891000+00:00',
  category: 'device',
  action: 'device.updated',
  severity: 'info',
  actor: 'ada',
  entity_type: 'device',
  entity_id: 'd-1',
  entity_name: 'Lamp',
  message: 'Device Lamp was updated',
  metadata: '{"ip": "192.0.2.4"}',
};

describe('the mapping of activity_log', () => {
  it('reads an entry with metadata as text', () => {
    expect(mapped(ACTIVITY)).toMatchObject({
      by: 'activity-log',
      time: '2026-03-04T05:06:07.891Z',
      action: 'device.updated',
      category: 'device',
      outcome: 'unknown',
      severity: 'info',
      actorId: 'ada',
      actorName: 'ada',
      targets: ['device:d-1 (Lamp)'],
      message: 'Device Lamp was updated',
      ip: '192.0.2.4',
      metadata: { seq: 7, metadata: { ip: '192.0.2.4' } },
      sourceId: 'al_0190e7c2a1b2',
    });
  });

  it('reads failures by action and by severity', () => {
    const failed = { ...ACTIVITY, category: 'auth', action: 'login_failed', severity: 'warning' };
    expect(mapped(failed)).toMatchObject({ outcome: 'failure', severity: 'warning' });
    const broken = {
      ...ACTIVITY,
      category: 'capture',
      action: 'capture.stopped',
      severity: 'error',
    };
    expect(mapped(broken)).toMatchObject({ outcome: 'error', severity: 'error' });
  });

  it('copes with fields that are null or of other types', () => {
    const odd = {
      ...ACTIVITY,
      entity_type: null,
      entity_id: null,
      entity_name: 3,
      metadata: 'none',
    };
    expect(mapped(odd)).toMatchObject({ targets: ['object:3'], metadata: { metadata: 'none' } });
  });
});

const TASK = {
  task_id: '7d9f6f0e-3b1c-4d52-9c55-1f0a2b3c4d5e',
  status: 'failed',
  request_text: 'Restart the proxy',
  services_touched: ['nginx', 'postgres'],
  outcome: { action_type: 'service_restart', success: false },
  created_at: '2026-04-05T06:07:08.000001',
  completed_at: '2026-04-05T06:07:10.500',
  error_message: 'unit not found',
};

describe('the mapping of tasks', () => {
  it('reads a failed task', () => {
    expect(mapped(TASK)).toMatchObject({
      by: 'task-records',
      time: '2026-04-05T06:07:08.000Z',
      action: 'service_restart',
      category: 'task',
      outcome: 'failure',
      targets: ['task:7d9f6f0e-3b1c-4d52-9c55-1f0a2b3c4d5e', 'service:nginx', 'service:postgres'],
      intent: 'service_restart',
      message: 'Restart the proxy',
      durationMs: 2_500,
      errorMessage: 'unit not found',
      metadata: { outcome: { success: false } },
      sourceId: '["7d9f6f0e-3b1c-4d52-9c55-1f0a2b3c4d5e","failed"]',
    });
  });

  it('reads services as CSV has them', () => {
    const done = { ...TASK, status: 'completed', error_message: '', completed_at: '' };
    const services = (services_touched: unknown): unknown =>
      mapped({ ...done, services_touched }, true).targets.slice(1);
    expect(services('{nginx,"my \\"own\\" app"}')).toEqual([
      'service:nginx',
      'service:my "own" app',
    ]);
    expect(services('["nginx"]')).toEqual(['service:nginx']);
    expect(services('nginx')).toEqual(['service:nginx']);
    expect(services(null)).toEqual([]);
    expect(mapped(done)).toMatchObject({ outcome: 'success' });
  });

  it('does not know how a task ends that runs', () => {
    const running = {
      ...TASK,
      status: 'running',
      outcome: null,
      completed_at: null,
      error_message: null,
    };
    expect(mapped(running)).toMatchObject({ action: 'task', outcome: 'unknown' });
  });
});
