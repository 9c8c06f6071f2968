import { z } from 'zod';
import { EpochMs } from '../model/audit-event.ts';
import { Verification } from '../model/verification.ts';
import { Nothing, STORE_ERRORS } from './channel-spec.ts';
import type { ChannelSpec } from './channel-spec.ts';

/** Proving that the trail is what it was: docs/proof.md. */
export const proofContract = {
  /**
   * Verifies the open store as a job, which ends with the verification. Seals to hold it against are
   * asked for in an open dialog; null if that was cancelled.
   */
  'proof.verify': {
    access: 'job',
    role: 'auditor',
    input: z.strictObject({ chooseSeals: z.boolean().default(false) }),
    output: z.strictObject({ jobId: z.uuid() }).nullable(),
    errors: ['JOB_RUNNING', 'STORE_UNAVAILABLE'],
  },
  /** The last verification of the open store since it was opened; null if there was none. */
  'proof.state': {
    access: 'read',
    role: 'viewer',
    input: Nothing,
    output: z.strictObject({ verification: Verification.nullable() }),
    errors: ['STORE_UNAVAILABLE'],
  },
  /** Seals the trail, into a file that the operator names in a save dialog; null if cancelled. */
  'seal.save': {
    access: 'write',
    role: 'auditor',
    input: Nothing,
    output: z
      .strictObject({
        /** File name, without its folder. */
        name: z.string(),
        /** The seal reaches up to this event. */
        seq: z.int().positive(),
        at: EpochMs,
      })
      .nullable(),
    errors: [...STORE_ERRORS, 'STORE_READONLY', 'STORE_FULL', 'FILE_UNWRITABLE'],
  },
} as const satisfies Record<string, ChannelSpec>;
