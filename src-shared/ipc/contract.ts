import { z } from 'zod';
import { EventDetail, EventSummary } from '../model/audit-event.ts';
import { MENU_COMMANDS } from '../model/commands.ts';
import { EventFilter, EventOrder } from '../model/event-filter.ts';
import { Job } from '../model/job.ts';
import { Settings } from '../model/settings.ts';
import { StoreState } from '../model/store-state.ts';
import type { ChannelName, PushName } from './channels.ts';
import type { ErrorCode } from './error-codes.ts';

/**
 * What a call does, and so who may make it: `read` looks, `write` changes settings or the open
 * store, `job` starts or steers long work.
 */
type Access = 'read' | 'write' | 'job';

interface ChannelSpec {
  readonly access: Access;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  /** The codes this channel fails with, beside the five that every channel can. */
  readonly errors: readonly ErrorCode[];
}

/** Largest number of rows in one `history.rows` answer. */
const MAX_WINDOW_ROWS = 500;

const Nothing = z.strictObject({});
const QueryId = z.string().regex(/^q\d{1,12}$/u);
const JobId = z.uuid();
const STORE_ERRORS = [
  'STORE_BUSY',
  'STORE_CORRUPT',
  'STORE_UNAVAILABLE',
] as const satisfies readonly ErrorCode[];
const OPEN_ERRORS = [
  ...STORE_ERRORS,
  'STORE_READONLY',
  'STORE_FULL',
  'STORE_FROM_FUTURE',
  'STORE_FOREIGN',
  'STORE_MISSING',
  'JOB_RUNNING',
] as const satisfies readonly ErrorCode[];

/** Files that the operator picked. The paths stay in main, behind the token. */
export const ImportOffer = z.strictObject({
  token: z.uuid(),
  title: z.string(),
  files: z.int().positive(),
  bytes: z.int().nonnegative(),
});
export type ImportOffer = z.infer<typeof ImportOffer>;

/** The single source of every IPC call: main validates with it, the renderer's types come from it. */
export const contract = {
  /** Versions for the about line and bug reports. */
  'app.info': {
    access: 'read',
    input: Nothing,
    output: z.strictObject({
      version: z.string(),
      electron: z.string(),
      chromium: z.string(),
      node: z.string(),
      /** Null while no store is open. */
      sqlite: z.string().nullable(),
      platform: z.string(),
    }),
    errors: [],
  },
  'settings.get': { access: 'read', input: Nothing, output: Settings, errors: [] },
  'settings.set': { access: 'write', input: Settings.partial(), output: Settings, errors: [] },
  'store.state': { access: 'read', input: Nothing, output: StoreState, errors: [] },
  /** Shows the open dialog and opens the chosen store; the current state if cancelled. */
  'store.choose': { access: 'write', input: Nothing, output: StoreState, errors: OPEN_ERRORS },
  /** Shows the save dialog and creates a store there; the current state if cancelled. */
  'store.create': { access: 'write', input: Nothing, output: StoreState, errors: OPEN_ERRORS },
  /** Opens the operator's own store again, after the sample or another one; creates it if absent. */
  'store.openDefault': { access: 'write', input: Nothing, output: StoreState, errors: OPEN_ERRORS },
  /** Opens a store of its own with the real events that ship with Annals. */
  'store.openSample': { access: 'write', input: Nothing, output: StoreState, errors: OPEN_ERRORS },
  /** Opens the store once more that could not be opened, or was lost. */
  'store.reopen': { access: 'write', input: Nothing, output: StoreState, errors: OPEN_ERRORS },
  /** Fixes the rows that match at this moment; later changes do not move them. */
  'history.open': {
    access: 'read',
    input: z.strictObject({ filter: EventFilter, order: EventOrder }),
    output: z.strictObject({
      queryId: QueryId,
      /** seq of the newest event that the result takes into account. */
      headSeq: z.int().nonnegative(),
      /** The first rows, at most one page, at once; the total follows by `history.total`. */
      rows: z.array(EventSummary),
    }),
    errors: [...STORE_ERRORS, 'CANCELLED'],
  },
  /** How many rows the result has; answered when it has been counted. */
  'history.total': {
    access: 'read',
    input: z.strictObject({ queryId: QueryId }),
    output: z.strictObject({ total: z.int().nonnegative() }),
    errors: [...STORE_ERRORS, 'STALE_QUERY', 'CANCELLED'],
  },
  /** Rows [start, end) of a result; null for a row that is gone since. */
  'history.rows': {
    access: 'read',
    input: z
      .strictObject({
        queryId: QueryId,
        start: z.int().nonnegative(),
        end: z.int().positive(),
      })
      .refine((range) => range.end > range.start && range.end - range.start <= MAX_WINDOW_ROWS, {
        message: `start must be before end, at most ${MAX_WINDOW_ROWS} rows apart`,
      }),
    output: z.strictObject({ rows: z.array(EventSummary.nullable()) }),
    errors: [...STORE_ERRORS, 'STALE_QUERY', 'CANCELLED'],
  },
  'history.detail': {
    access: 'read',
    input: z.strictObject({ seq: z.int().positive() }),
    output: EventDetail,
    errors: [...STORE_ERRORS, 'NOT_FOUND'],
  },
  /** Shows the open dialog; null if cancelled. */
  'import.choose': {
    access: 'read',
    input: z.strictObject({ kind: z.enum(['files', 'folder']) }),
    output: ImportOffer.nullable(),
    errors: ['FILE_UNREADABLE'],
  },
  /** Paths of files that were dropped on the window; the preload calls it, never the page. */
  'import.dropped': {
    access: 'read',
    input: z.strictObject({ paths: z.array(z.string().min(1).max(4_096)).min(1).max(10_000) }),
    output: ImportOffer,
    errors: ['FILE_UNREADABLE'],
  },
  'import.start': {
    access: 'job',
    input: z.strictObject({ token: z.uuid() }),
    output: z.strictObject({ jobId: JobId }),
    errors: ['NOT_FOUND', 'JOB_RUNNING', 'STORE_UNAVAILABLE', 'STORE_READONLY'],
  },
  'job.list': {
    access: 'read',
    input: Nothing,
    output: z.strictObject({ jobs: z.array(Job) }),
    errors: [],
  },
  /** Asks a job to stop; it ends as `cancelled` with what it had done. */
  'job.cancel': {
    access: 'job',
    input: z.strictObject({ jobId: JobId }),
    output: Nothing,
    errors: ['NOT_FOUND'],
  },
} as const satisfies Record<ChannelName, ChannelSpec>;

/** The payload of every push. */
export const pushes = {
  'store.state': StoreState,
  /** The trail has grown or shrunk; `headSeq` is that of {@link StoreState}. */
  'store.changed': z.strictObject({
    headSeq: z.int().nonnegative(),
    events: z.int().nonnegative(),
  }),
  'job.changed': Job,
  'settings.changed': Settings,
  'command.run': z.strictObject({ command: z.enum(MENU_COMMANDS) }),
} as const satisfies Record<PushName, z.ZodType>;

export type ChannelInput<Name extends ChannelName> = z.infer<(typeof contract)[Name]['input']>;
export type ChannelOutput<Name extends ChannelName> = z.infer<(typeof contract)[Name]['output']>;
export type PushPayload<Name extends PushName> = z.infer<(typeof pushes)[Name]>;
