import { isIP } from 'node:net';
import type { EventChanges, EventTarget, JsonObject } from '#shared/model/audit-event.ts';
import { LIMITS } from '#shared/model/limits.ts';
import type { ActorType, Outcome } from '#shared/model/vocabulary.ts';
import { TIME_NOTES } from '#shared/model/time-notes.ts';
import type { TimeNote } from '#shared/model/time-notes.ts';
import { RecordError } from '../formats/record.ts';
import { fieldText, messageText, nameText, plainName } from './field-text.ts';
import type { MapContext, MappedRecord } from './mapping.ts';
import { sentenceOf } from './sentence.ts';
import { isSensitive, severityOf, wordsOf } from './severity.ts';
import { readTime } from './time-forms.ts';
import { readActorType, readOutcome, readSeverity } from './words.ts';

/**
 * What a mapping found for the fields of an event, as the record has it. Only the time must be
 * there; whatever is of no use for its field counts as nothing.
 */
export interface EventFields {
  readonly time: unknown;
  /** What the record calls the time, for error messages. */
  readonly timeField: string;
  /** True if it was searched for, so that people are told. */
  readonly isTimeFound?: boolean;
  readonly action?: unknown;
  readonly category?: unknown;
  /** One of Annals' words, or what sources say: “Succeeded”, true, 403. */
  readonly outcome?: unknown;
  /** One of Annals' words, or what sources say: “WARN”, 40. Derived where it is not given. */
  readonly severity?: unknown;
  readonly actorId?: unknown;
  readonly actorName?: unknown;
  readonly actorType?: unknown;
  readonly targets?: readonly GivenTarget[];
  /** Names of the services that took part; they become targets behind the others. */
  readonly services?: readonly unknown[];
  readonly intent?: unknown;
  readonly message?: unknown;
  readonly changes?: EventChanges | null;
  readonly metadata?: JsonObject;
  readonly affectedCount?: unknown;
  readonly totalCount?: unknown;
  readonly durationMs?: unknown;
  readonly ip?: unknown;
  readonly userAgent?: unknown;
  readonly host?: unknown;
  readonly sessionId?: unknown;
  readonly correlationId?: unknown;
  readonly errorType?: unknown;
  readonly errorMessage?: unknown;
  readonly stackTrace?: unknown;
  /** Whether it is about getting in; by default its action's words tell. */
  readonly isAuth?: boolean | undefined;
  /** Whether it changed something; by default its action's words tell. */
  readonly isWrite?: boolean | undefined;
  /** What identifies the event at its source; see {@link MappedRecord.sourceId}. */
  readonly sourceId?: string | null;
}

/** A target as a record has it; it needs an id or a name. */
export interface GivenTarget {
  readonly type: unknown;
  readonly id?: unknown;
  readonly name?: unknown;
}

const AUTH_WORDS: ReadonlySet<string> = new Set(
  'login logins logon logout logoff signin signon signout auth authenticate authentication mfa sso session password'.split(
    ' ',
  ),
);

const WRITE_WORDS =
  /^(?:creat|updat|delet|add|remov|set|put|modif|chang|edit|writ|insert|upload|grant(?!ed)|revok|assign|enabl|disabl|activat|deactivat|destroy|reset|renam|move|import|approv|reject|publish|install|stop|start|attach|detach|patch|transfer|archiv|restor|invit)/u;

/**
 * Makes an event of what a mapping found: texts that can be stored and are not too long, outcomes
 * and severities in Annals' words, what is missing derived as import-mappings.md lays down.
 * @throws RecordError if the time is missing or in no form that can be read
 */
export function toMappedRecord(given: EventFields, context: MapContext): MappedRecord {
  if (given.time === undefined || given.time === null) {
    throw new RecordError(`has no ${given.timeField}`);
  }
  const read = readTime(given.time, given.timeField, context.times);
  const notes: readonly TimeNote[] =
    given.isTimeFound === true ? ['found', ...read.notes] : read.notes;
  const action = nameText(given.action) ?? 'event';
  const words = wordsOf(action);
  const isAuth = given.isAuth ?? words.some((word) => AUTH_WORDS.has(word));
  const isWrite = given.isWrite ?? words.some((word) => WRITE_WORDS.test(word));
  const errorType = errorName(given.errorType);
  const errorMessage = messageText(given.errorMessage);
  const outcome = outcomeOf(given.outcome, errorType ?? errorMessage);
  const actorName = plainName(given.actorName);
  const targets = targetsOf(given);
  const event = {
    occurredAt: read.ms,
    category: nameText(given.category)?.toLowerCase() ?? categoryOf(action, isAuth),
    action,
    outcome,
    severity:
      readSeverity(given.severity) ?? severityOf({ action, isAuth, isWrite, outcome, errorType }),
    source: 'import' as const,
    actorId: plainName(given.actorId),
    actorName,
    actorType: actorTypeOf(given.actorType),
    targets,
    intent: nameText(given.intent),
    message: messageText(given.message) ?? errorMessage ?? sentenceOf(actorName, action, targets),
    changes: given.changes ?? null,
    metadata: { ...given.metadata, ...timeMark(notes) },
    affectedCount: countOf(given.affectedCount),
    totalCount: countOf(given.totalCount),
    durationMs: countOf(given.durationMs),
    ip: addressOf(given.ip),
    userAgent: messageText(given.userAgent),
    host: nameText(given.host),
    sessionId: nameText(given.sessionId),
    correlationId: nameText(given.correlationId),
    errorType,
    errorMessage,
    stackTrace: fieldText(given.stackTrace, LIMITS.stackTrace),
    sensitive: !isAuth && isSensitive(action, isWrite),
  };
  return { event, sourceId: given.sourceId ?? null, isOwnId: false, timeNotes: notes };
}

/** What was assumed about the time stays with the event, where everybody can see it. */
function timeMark(notes: readonly TimeNote[]): JsonObject {
  return notes.length === 0 ? {} : { timeNote: notes.map((note) => TIME_NOTES[note]).join('; ') };
}

function outcomeOf(given: unknown, error: string | null): Outcome {
  if (given === 'unknown') return 'unknown';
  return readOutcome(given) ?? (error === null ? 'unknown' : 'failure');
}

/** The first part of an action such as `user.session.start`. */
function categoryOf(action: string, isAuth: boolean): string {
  if (isAuth) return 'auth';
  return /^([a-z][a-z_-]*)\./u.exec(action)?.[1] ?? 'data';
}

function actorTypeOf(given: unknown): ActorType | null {
  return given === undefined ? null : readActorType(given);
}

/** A name of an error; 0 and PostgreSQL's 00000 mean that there was none. */
export function errorName(value: unknown): string | null {
  const name = nameText(value);
  return name === '00000' || name === '0' ? null : name;
}

function targetsOf({ targets = [], services = [] }: EventFields): EventTarget[] {
  const found: EventTarget[] = [];
  for (const { type, id, name } of targets) {
    const nameGiven = plainName(name);
    const target = plainName(id) ?? nameGiven;
    if (target === null) continue;
    found.push({
      type: plainName(type) ?? 'object',
      id: target,
      name: nameGiven === target ? null : nameGiven,
    });
  }
  const names = new Set(services.map(plainName).filter((name) => name !== null));
  for (const id of names) found.push({ type: 'service', id, name: null });
  return found.slice(0, LIMITS.targets);
}

/** A count as a number, also if it stands there as text. @returns null if it is none */
export function countOf(value: unknown): number | null {
  const count = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : null;
}

/**
 * An address without brackets and port. What is no address but looks like one (075.050.255.67) is
 * kept as it is, so that it can be found; host names and dashes are none.
 */
export function addressOf(value: unknown): string | null {
  const text = nameText(Array.isArray(value) ? value[0] : value)?.trim() ?? '';
  if (isIP(text) !== 0) return text;
  const bare = /^\[([\da-f:.]+)\](?::\d+)?$/iu.exec(text) ?? /^([\d.]+):\d+$/u.exec(text);
  if (bare?.[1] !== undefined) return bare[1];
  return /^\d+(?:\.\d+){3}$/u.test(text) ? text : null;
}
