import type { Severity } from '#shared/model/vocabulary.ts';
import { counted } from '../store/review/words.ts';
import { errorDetails } from './error-details.ts';
import type { Actor, Details, ErrorContext, RecordInput, Target } from './event-sink.ts';

/** One act on many things: one event, with all of them as targets (product.md §2). */
export interface BulkAct extends Details {
  readonly targets?: readonly Target[];
  /** How many they were, where that is more than are named; by default, as many as the targets. */
  readonly count?: number;
  /** What one of them is called in the message; by default, the type of the targets. */
  readonly noun?: string;
}

export interface ExportAct extends BulkAct {
  /** `csv`, `json`, … */
  readonly format: string;
}

export interface FlagAct extends BulkAct {
  /** False if the flags were taken off. */
  readonly flagged?: boolean;
}

export interface ImportAct extends BulkAct {
  readonly format?: string;
}

/** The words of an event for the acts that every program has. Details given by the program come last. */

export function loginEvent(actor: Actor, details: Details = {}): RecordInput {
  const isIn = (details.outcome ?? 'success') === 'success';
  return {
    action: 'user.login',
    category: 'auth',
    outcome: 'success',
    severity: isIn ? 'info' : 'warning',
    actor,
    message: `${nameOf(actor)} ${isIn ? 'signed in' : 'could not sign in'}`,
    ...details,
  };
}

export function logoutEvent(actor: Actor, details: Details = {}): RecordInput {
  const message = `${nameOf(actor)} signed out`;
  return {
    action: 'user.logout',
    category: 'auth',
    outcome: 'success',
    actor,
    message,
    ...details,
  };
}

export function userEvent(action: string, details: Details = {}): RecordInput {
  return { action, category: 'data', outcome: 'success', message: action, ...details };
}

export function adminEvent(action: string, details: Details = {}): RecordInput {
  const severity: Severity = 'notice';
  return { action, category: 'admin', outcome: 'success', severity, message: action, ...details };
}

export function errorEvent(error: unknown, details: ErrorContext = {}): RecordInput {
  return {
    action: 'error',
    category: 'system',
    source: 'system',
    ...errorDetails(error),
    ...details,
  };
}

export function exportEvent({ format, ...act }: ExportAct): RecordInput {
  const { what, details } = bulk(act, { format });
  const message = `Exported ${what} as ${format.toUpperCase()}`;
  return { action: 'export', category: 'data', source: 'export', message, ...details };
}

export function flagEvent({ flagged = true, ...act }: FlagAct): RecordInput {
  const { what, details } = bulk(act, { flagged });
  const message = `${flagged ? 'Flagged' : 'Unflagged'} ${what}`;
  return { action: 'flag', category: 'entity', message, ...details };
}

export function importEvent({ format, ...act }: ImportAct): RecordInput {
  const { what, details } = bulk(act, format === undefined ? {} : { format });
  return {
    action: 'import',
    category: 'data',
    source: 'import',
    message: `Imported ${what}`,
    ...details,
  };
}

export function pruneEvent(act: BulkAct): RecordInput {
  const { what, details } = bulk(act, {});
  return {
    action: 'prune',
    category: 'data',
    severity: 'notice',
    message: `Pruned ${what}`,
    ...details,
  };
}

/** What all bulk acts have: the size, the targets, and these once more as `type:id` in the metadata. */
function bulk(
  { count, noun, targets = [], metadata, ...details }: BulkAct,
  own: object,
): { readonly what: string; readonly details: Details } {
  const affectedCount = count ?? targets.length;
  const [first] = targets;
  const type = first && targets.every((target) => target.type === first.type) ? first.type : 'item';
  const names = targets.map((target) => `${target.type}:${target.id}`);
  return {
    what: counted(affectedCount, noun ?? type),
    details: {
      outcome: 'success',
      affectedCount,
      targets,
      metadata: { ...metadata, ...own, targets: names },
      ...details,
    },
  };
}

function nameOf({ id, name }: Actor): string {
  return name ?? id;
}
