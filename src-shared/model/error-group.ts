import { z } from 'zod';
import { EpochMs, StoredEvent } from './audit-event.ts';

/** The errors of one type. */
export const ErrorGroup = z.strictObject({
  /** Null for errors that carry no type. */
  errorType: z.string().nullable(),
  count: z.int().positive(),
  firstSeen: EpochMs,
  lastSeen: EpochMs,
  /** The newest of them, with its stack trace. */
  latest: StoredEvent,
});
export type ErrorGroup = z.infer<typeof ErrorGroup>;
