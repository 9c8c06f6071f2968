import { z } from 'zod';
import type { Role } from '../model/role.ts';
import type { ErrorCode } from './error-codes.ts';

/**
 * What a call does, and so who may make it: `read` looks, `write` changes settings or the open
 * store, `job` starts or steers long work.
 */
type Access = 'read' | 'write' | 'job';

/** Everything about one channel: who may call it, what goes in, what comes out, how it fails. */
export interface ChannelSpec {
  readonly access: Access;
  /** The least role that may call it; `anyone` may before they have signed in. */
  readonly role: Role | 'anyone';
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  /**
   * The codes this channel fails with, beside those that every channel can. One that declares
   * `CANCELLED` can be cancelled by `call.cancel`.
   */
  readonly errors: readonly ErrorCode[];
}

export const Nothing = z.strictObject({});

/** What any question to the store can fail with. */
export const STORE_ERRORS = [
  'STORE_BUSY',
  'STORE_CORRUPT',
  'STORE_UNAVAILABLE',
] as const satisfies readonly ErrorCode[];

/** What a question to the store that can take long can fail with. */
export const LONG_READ_ERRORS = [
  ...STORE_ERRORS,
  'CANCELLED',
] as const satisfies readonly ErrorCode[];

/** What opening a store can fail with. */
export const OPEN_ERRORS = [
  ...STORE_ERRORS,
  'STORE_READONLY',
  'STORE_FULL',
  'STORE_FROM_FUTURE',
  'STORE_FOREIGN',
  'STORE_MISSING',
  'JOB_RUNNING',
] as const satisfies readonly ErrorCode[];
