import type {
  EventSummary,
  EventTarget,
  NewEvent,
  StoredEvent,
} from '#shared/model/audit-event.ts';
import { SEVERITIES, SYSLOG_SEVERITY } from '#shared/model/vocabulary.ts';
import type { ActorType, Outcome, Severity, Source } from '#shared/model/vocabulary.ts';
import type { RowValue } from '../chain/canonical-row.ts';

/** Between events as the program knows them and rows of `event`. */

/** What the store itself adds to an event. */
export interface StoreAddition {
  readonly id: string;
  readonly recordedAt: number;
  readonly batch: number | null;
  readonly batchFile: number | null;
  readonly rawHash: Uint8Array | null;
}

/** Longest text of a list cell, in UTF-16 code units. */
const SUMMARY_TEXT = 512;

/**
 * The hashed columns of an event (order of `HASHED_COLUMNS`). Text is made well-formed here, so
 * that what is read back has the bytes that were hashed.
 */
export function toHashedValues(event: NewEvent, addition: StoreAddition): RowValue[] {
  return [
    addition.id,
    event.occurredAt,
    addition.recordedAt,
    clean(event.category),
    clean(event.action),
    event.outcome,
    SYSLOG_SEVERITY[event.severity],
    event.source,
    cleanOrNull(event.actorId),
    cleanOrNull(event.actorName),
    event.actorType,
    JSON.stringify(event.targets.map(cleanTarget)),
    cleanOrNull(event.intent),
    clean(event.message),
    event.changes === null ? null : JSON.stringify(event.changes),
    JSON.stringify(event.metadata),
    event.affectedCount,
    event.totalCount,
    event.durationMs,
    cleanOrNull(event.ip),
    cleanOrNull(event.userAgent),
    cleanOrNull(event.host),
    cleanOrNull(event.sessionId),
    cleanOrNull(event.correlationId),
    cleanOrNull(event.errorType),
    cleanOrNull(event.errorMessage),
    cleanOrNull(event.stackTrace),
    event.sensitive ? 1 : 0,
    addition.batch,
    addition.batchFile,
    addition.rawHash,
  ];
}

/** A target as the side tables keep it. */
export function cleanTarget(target: EventTarget): [type: string, id: string, name: string | null] {
  return [clean(target.type), clean(target.id), cleanOrNull(target.name)];
}

/** A whole row of `event`. */
export interface EventRow {
  readonly seq: number;
  readonly id: string;
  readonly occurred_at: number;
  readonly recorded_at: number;
  readonly category: string;
  readonly action: string;
  readonly outcome: Outcome;
  readonly severity: number;
  readonly source: Source;
  readonly actor_id: string | null;
  readonly actor_name: string | null;
  readonly actor_type: ActorType | null;
  readonly targets: string;
  readonly intent: string | null;
  readonly message: string;
  readonly changes: string | null;
  readonly metadata: string;
  readonly affected_count: number | null;
  readonly total_count: number | null;
  readonly duration_ms: number | null;
  readonly ip: string | null;
  readonly user_agent: string | null;
  readonly host: string | null;
  readonly session_id: string | null;
  readonly correlation_id: string | null;
  readonly error_type: string | null;
  readonly error_message: string | null;
  readonly stack_trace: string | null;
  readonly sensitive: number;
  readonly batch: number | null;
  readonly batch_file: number | null;
  readonly link: Buffer;
}

export function toStoredEvent(row: EventRow): StoredEvent {
  return {
    seq: row.seq,
    id: row.id,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    category: row.category,
    action: row.action,
    outcome: row.outcome,
    severity: toSeverity(row.severity),
    source: row.source,
    actorId: row.actor_id,
    actorName: row.actor_name,
    actorType: row.actor_type,
    targets: toTargets(row.targets),
    intent: row.intent,
    message: row.message,
    changes: row.changes === null ? null : (JSON.parse(row.changes) as StoredEvent['changes']),
    metadata: JSON.parse(row.metadata) as StoredEvent['metadata'],
    affectedCount: row.affected_count,
    totalCount: row.total_count,
    durationMs: row.duration_ms,
    ip: row.ip,
    userAgent: row.user_agent,
    host: row.host,
    sessionId: row.session_id,
    correlationId: row.correlation_id,
    errorType: row.error_type,
    errorMessage: row.error_message,
    stackTrace: row.stack_trace,
    sensitive: row.sensitive === 1,
    batch: row.batch,
    hash: row.link.toString('hex'),
  };
}

/** The columns that a list row needs, of {@link EventRow}. */
export type SummaryRow = Pick<
  EventRow,
  | 'seq'
  | 'id'
  | 'occurred_at'
  | 'recorded_at'
  | 'category'
  | 'action'
  | 'outcome'
  | 'severity'
  | 'source'
  | 'actor_id'
  | 'actor_name'
  | 'targets'
  | 'message'
  | 'duration_ms'
  | 'ip'
  | 'host'
  | 'correlation_id'
  | 'error_type'
>;

export function toSummary(row: SummaryRow): EventSummary {
  const targets = toTargets(row.targets);
  return {
    seq: row.seq,
    id: row.id,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    category: clip(row.category),
    action: clip(row.action),
    outcome: row.outcome,
    severity: toSeverity(row.severity),
    source: row.source,
    actorName: row.actor_name ?? row.actor_id,
    target: targets[0] ?? null,
    targetCount: targets.length,
    message: clip(row.message),
    durationMs: row.duration_ms,
    ip: row.ip,
    host: row.host,
    correlationId: row.correlation_id,
    errorType: row.error_type,
  };
}

const SEVERITY_OF_NUMBER: ReadonlyMap<number, Severity> = new Map(
  SEVERITIES.map((severity) => [SYSLOG_SEVERITY[severity], severity]),
);

function toSeverity(number: number): Severity {
  const severity = SEVERITY_OF_NUMBER.get(number);
  if (!severity) throw new Error(`severity ${number} is not one of the schema`);
  return severity;
}

/** The targets of an event, of their column. */
export function toTargets(json: string): EventTarget[] {
  const parsed = JSON.parse(json) as [string, string, string | null][];
  return parsed.map(([type, id, name]) => ({ type, id, name }));
}

function clip(text: string): string {
  return text.length > SUMMARY_TEXT ? text.slice(0, SUMMARY_TEXT).toWellFormed() : text;
}

/** SQLite text can hold neither half a surrogate pair nor, for its own functions, a NUL. */
function clean(text: string): string {
  const formed = text.isWellFormed() ? text : text.toWellFormed();
  return formed.includes('\0') ? formed.replaceAll('\0', '\u{FFFD}') : formed;
}

function cleanOrNull(text: string | null): string | null {
  return text === null ? null : clean(text);
}
