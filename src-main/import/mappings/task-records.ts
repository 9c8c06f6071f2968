import type { Outcome } from '#shared/model/vocabulary.ts';
import { parseIsoTime } from '#shared/time/iso-time.ts';
import { isObject } from '../formats/json-record.ts';
import type { ParsedRecord } from '../formats/record.ts';
import { defineMapping } from './define-mapping.ts';
import { nameText } from './field-text.ts';
import { jsonIn } from './json-text.ts';
import { at, isThere } from './record-path.ts';

/** States of tasks that have ended. */
const ENDED: ReadonlyMap<string, Outcome> = new Map([
  ['completed', 'success'],
  ['succeeded', 'success'],
  ['success', 'success'],
  ['done', 'success'],
  ['failed', 'failure'],
  ['rejected', 'failure'],
  ['error', 'error'],
  ['timeout', 'failure'],
]);

const taskId = at('task_id');
const status = at('status');
const request = at('request_text');
const services = at('services_touched');

/**
 * Tasks of an orchestrator: what was asked for, which services it touched, and how it ended. What
 * was meant is the type of action in its outcome.
 */
export const taskRecords = defineMapping({
  name: 'task-records',
  title: 'Tasks of an orchestrator',
  matches: (record) =>
    isThere(record['task_id']) &&
    typeof record['status'] === 'string' &&
    Object.hasOwn(record, 'request_text'),
  time: at('created_at'),
  timeField: 'created_at',
  action: (record) => intentOf(record) ?? 'task',
  category: () => 'task',
  outcome: (record) => ENDED.get(nameText(status(record))?.toLowerCase() ?? '') ?? 'unknown',
  actorId: at('user_id', 'requested_by', 'created_by'),
  actorName: at('user_name', 'requested_by', 'created_by'),
  targets: (record) => [{ type: 'task', id: taskId(record) }],
  services: servicesOf,
  intent: intentOf,
  message: request,
  durationMs: durationOf,
  errorType: (record) => outcomeIn(record)['error_type'],
  errorMessage: at('error_message'),
  // A task is written again when its state changes.
  sourceId: (record) => JSON.stringify([nameText(taskId(record)), nameText(status(record))]),
});

function outcomeIn(record: ParsedRecord): ParsedRecord {
  const outcome = jsonIn(record['outcome']);
  return isObject(outcome) ? outcome : {};
}

function intentOf(record: ParsedRecord): string | undefined {
  return nameText(outcomeIn(record)['action_type']) ?? undefined;
}

/** A list, the same as JSON text, or an array as PostgreSQL prints it: `{nginx,"my app"}`. */
function servicesOf(record: ParsedRecord): readonly unknown[] {
  const value = jsonIn(services(record));
  if (Array.isArray(value)) return value;
  const inner = typeof value === 'string' ? /^\{(.*)\}$/su.exec(value)?.[1] : undefined;
  if (inner === undefined) return [value];
  return Array.from(inner.matchAll(/"((?:[^"\\]|\\.)*)"|([^,"]+)/gu), ([, quoted, plain]) =>
    quoted === undefined ? plain : quoted.replaceAll(/\\(.)/gu, '$1'),
  );
}

function durationOf(record: ParsedRecord): number | undefined {
  const from = instantOf(record['created_at']);
  const to = instantOf(record['completed_at']);
  return from === undefined || to === undefined ? undefined : to - from;
}

function instantOf(value: unknown): number | undefined {
  return typeof value === 'string' ? parseIsoTime(value)?.ms : undefined;
}
