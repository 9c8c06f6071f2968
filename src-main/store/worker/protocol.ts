import type { MessagePort } from 'node:worker_threads';
import type { Failure } from '#shared/ipc/failure.ts';
import type { OpenOptions } from '../open-store.ts';
import { VERIFY_METHODS } from '../verify/verify-jobs.ts';
import type { Progress, StoreJobs, StoreReads, StoreWrites } from '../store-api.ts';

/** What threads say to each other. Plain data; every call has one reply, and maybe news before. */

export type Request =
  | {
      readonly kind: 'call';
      readonly callId: number;
      readonly method: string;
      readonly args: readonly unknown[];
    }
  | { readonly kind: 'cancel'; readonly callId: number };

export type Reply =
  | { readonly callId: number; readonly ok: true; readonly value: unknown }
  | { readonly callId: number; readonly ok: false; readonly failure: Failure };

/** How far a call is, now and then. */
export interface News {
  readonly callId: number;
  readonly progress: Progress;
}

/** What only the thread's owner may say to it. */
export type Control =
  | { readonly kind: 'connect'; readonly port: MessagePort }
  | { readonly kind: 'close' };

/** What a thread says once, when it has opened its store or could not. */
export type Greeting =
  | { readonly kind: 'ready'; readonly backup: string | null }
  | { readonly kind: 'failed'; readonly failure: Failure };

export type StoreRole = 'reader' | 'writer' | 'job';

/** What a store thread starts with. */
export interface StoreWorkerData {
  readonly role: StoreRole;
  readonly path: string;
  readonly open: OpenOptions;
}

/** Methods that may be called from another thread; anything else is refused. */
export const READ_METHODS = [
  'facts',
  'page',
  'total',
  'openResult',
  'resultTotal',
  'resultRows',
  'resultPosition',
  'facets',
  'timeline',
  'entities',
  'errorGroups',
  'related',
  'lens',
  'prepareLens',
  'detail',
  'reviewOf',
  'reviewMarks',
  'holds',
  'seqsOf',
  'reviewState',
  'batches',
  'knownIds',
  'planPrune',
  'retention',
  'copyEvents',
  'accessRules',
  'operators',
  'account',
  'quickCheck',
] as const satisfies readonly (keyof StoreReads)[];

export const WRITE_METHODS = [
  'record',
  'beginImport',
  'appendImport',
  'finishImport',
  'indexText',
  'flagEvents',
  'flagEntities',
  'undoFlags',
  'addNote',
  'placeHold',
  'releaseHold',
  'applyPrune',
  'setRetention',
  'runRetention',
  'markReviewed',
  'seal',
  'finishExport',
  'claimSignIn',
  'endSignIn',
  'addOperator',
  'changeOperator',
  'removeOperator',
  'setIdleMinutes',
] as const satisfies readonly (keyof StoreWrites)[];

export const JOB_METHODS = [
  ...VERIFY_METHODS,
  'writeBundle',
  'writeExport',
] as const satisfies readonly (keyof StoreJobs)[];
