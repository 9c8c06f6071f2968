import { z } from 'zod';
import { CopyEvents, ExportRequest } from '../model/export.ts';
import { Nothing, STORE_ERRORS } from './channel-spec.ts';
import type { ChannelSpec } from './channel-spec.ts';

/** Taking events out of the store, as files and by the clipboard: docs/exporting.md. */
export const exportContract = {
  /**
   * Exports the events that match as a job, into a file that the operator names in a save dialog;
   * null if that was cancelled.
   */
  'export.start': {
    access: 'job',
    role: 'auditor',
    input: ExportRequest,
    output: z.strictObject({ jobId: z.uuid() }).nullable(),
    errors: ['JOB_RUNNING', 'STORE_UNAVAILABLE', 'STORE_READONLY'],
  },
  /** Shows the file that an export has made in its folder. */
  'export.reveal': {
    access: 'read',
    role: 'auditor',
    input: z.strictObject({ jobId: z.uuid() }),
    output: Nothing,
    errors: ['NOT_FOUND'],
  },
  /** Puts events onto the clipboard, up to a number of them; `copied` says how many. */
  'export.copy': {
    access: 'write',
    role: 'auditor',
    input: CopyEvents,
    output: z.strictObject({
      copied: z.int().nonnegative(),
      /** As many as were meant; more than were copied if that were too many. */
      matched: z.int().nonnegative(),
    }),
    errors: [...STORE_ERRORS, 'STORE_READONLY', 'STORE_FULL', 'CANCELLED'],
  },
} as const satisfies Record<string, ChannelSpec>;
