import type { Failure } from '#shared/ipc/failure.ts';
import type { EventDetail } from '#shared/model/audit-event.ts';
import { FakeFailure, toSummary } from '../support/fake-annals.ts';
import type { FakeOptions } from '../support/fake-annals.ts';

type Scenario = (events: readonly EventDetail[]) => FakeOptions;

const CORRUPT: Failure = {
  code: 'STORE_CORRUPT',
  message: 'annals.db is damaged: a page of the file does not check.',
  hint: 'Restore the newest backup, or choose another store.',
};
const BUSY: Failure = {
  code: 'STORE_BUSY',
  message: 'The store is busy with another task.',
  hint: 'Wait a moment and try again.',
};

/** The states of the window that are worth looking at. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  sample: (events) => ({ events }),
  first: () => ({ state: { kind: 'none' } }),
  opening: () => ({ state: { kind: 'opening', name: 'annals.db' } }),
  failed: () => ({ state: { kind: 'failed', name: 'annals.db', error: CORRUPT } }),
  empty: () => ({ events: [] }),
  signedOut: (events) => ({
    events,
    overrides: {
      'access.state': () => ({ kind: 'signedOut' }),
      'access.signIn': () => ({ isSignedIn: false, waitMs: 4_000 }),
    },
  }),
  locked: (events) => ({
    events,
    overrides: { 'access.state': () => ({ kind: 'locked', name: 'Ada Admin' }) },
  }),
  viewer: (events) => ({
    events,
    overrides: {
      'access.state': () => ({ kind: 'signedIn', name: 'Vic Viewer', role: 'viewer' }),
    },
  }),
  unrecorded: (events) => ({
    events,
    overrides: {
      'recording.state': () => ({
        unrecorded: 1_203,
        lost: 1,
        keptIn: '/home/ada/.local/state/annals/unrecorded/0a1b2c3d4e5f6071.jsonl',
      }),
    },
  }),
  hostile: (events) => ({ events: [...events.slice(-40), ...events.slice(0, 14).map(hostile)] }),
  broken: (events) => ({
    events,
    overrides: {
      'history.open': () => {
        throw new FakeFailure(BUSY);
      },
    },
  }),
  million: (events) => endless(events, 1_000_000),
  tenMillion: (events) => endless(events, 10_000_000),
  slow: (events) => ({ events, overrides: { 'history.open': () => new Promise(() => {}) } }),
};

/** The same events over and over, made when they are asked for. */
function endless(events: readonly EventDetail[], total: number): FakeOptions {
  const rowAt = (index: number) => {
    const detail = events[index % events.length];
    if (!detail) throw new Error('There are no events to repeat.');
    const { event } = detail;
    const occurredAt = event.occurredAt - index * 1_000;
    const message = `Row ${index + 1}: ${event.message}`;
    return toSummary({ ...detail, event: { ...event, seq: total - index, occurredAt, message } });
  };
  const rows = (start: number, end: number) =>
    Array.from({ length: Math.min(end, total) - start }, (_, step) => rowAt(start + step));
  return {
    events,
    overrides: {
      'history.open': () => ({ queryId: 'q1', headSeq: total, rows: rows(0, 200) }),
      'history.total': () => ({ total }),
      'history.rows': ({ start, end }) => ({ rows: rows(start, end) }),
      'history.position': ({ at }) => ({ position: 'seq' in at ? total - at.seq : null }),
    },
  };
}

const HOSTILE_TEXTS = [
  'invoice\u202Efdp.exe opened by admin',
  'zero\u200Bwidth\u200Dand\uFEFFmarks',
  '\u001B[2J\u001B[1;31mforged terminal line',
  'line one\nERROR root logged in from 127.0.0.1',
  '<img src=x onerror=alert(1)> {{7*7}} javascript:alert(1)',
  `Z${'\u0301\u0316\u0489'.repeat(60)}algo`,
  'x'.repeat(4_000),
  '👩🏽‍🚀 and 👨‍👩‍👧‍👦 stay whole, 🏴󠁧󠁢󠁥󠁮󠁧󠁿 tags do not',
  'مرحبا بالعالم: تم حذف المستخدم admin من المجموعة',
  'an unterminated \u2066isolate and \u202Aembedding',
  'tab\tseparated\tvalues and a \u0000 null',
  'аdmin with a Cyrillic а',
  '日本語のメッセージ：ユーザーを削除しました',
  '   leading and trailing spaces   ',
] as const;

function hostile(detail: EventDetail, index: number): EventDetail {
  const text = HOSTILE_TEXTS[index % HOSTILE_TEXTS.length] ?? '';
  const event = {
    ...detail.event,
    occurredAt: Date.parse('2023-07-10T13:00:00Z') + index * 1_000,
    seq: 10_000 + index,
    message: text,
    actorName: text.slice(0, 60),
    outcome: (['error', 'failure', 'unknown', 'success'] as const)[index % 4] ?? 'unknown',
    severity:
      (['critical', 'error', 'warning', 'notice', 'info', 'debug'] as const)[index % 6] ?? 'info',
    errorType: 'TypeError',
    errorMessage: text,
    stackTrace: `TypeError: ${text}\n    at handler (main.ts:12:3)\n    at async run (job.ts:88:9)`,
    changes: {
      old: { role: 'viewer', quota: 10, name: text },
      new: { role: 'admin', quota: null, groups: ['ops', 'root'] },
    },
    durationMs: 4_210,
    affectedCount: 40,
    totalCount: 1_204,
    sensitive: true,
    correlationId: 'req-8c1f2a',
    sessionId: 'ASIAexample0123456789',
    host: 'bastion-2',
  };
  return { ...detail, event };
}
