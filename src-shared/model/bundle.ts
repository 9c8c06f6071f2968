import { z } from 'zod';
import { EventFilter } from './event-filter.ts';

/** Evidence bundles: docs/evidence-bundle.md. */

const Count = z.int().nonnegative();

/** The events that match, with what proves them. */
export const StartBundle = z.strictObject({ filter: EventFilter });
export type StartBundle = z.infer<typeof StartBundle>;

export const BundleResult = z.strictObject({
  /** File name, without its folder. */
  name: z.string(),
  /** Events that matched, all of which are in it. */
  events: Count,
  bytes: Count,
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  /** First and last event that its proof is about. */
  range: z.strictObject({ first: z.int().positive(), last: z.int().positive() }),
  /** Fingerprint of the key that signed it, to be told to who gets it by another way. */
  key: z.string().regex(/^[0-9a-f]{64}$/u),
  eventId: z.string(),
});
export type BundleResult = z.infer<typeof BundleResult>;
