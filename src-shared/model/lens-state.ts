import { z } from 'zod';

/**
 * The lens: the projection in memory that answers counts and positions. `off` while nobody asked
 * for it, `building` while SQL answers in its place.
 */
export const LensState = z.strictObject({
  state: z.enum(['off', 'building', 'ready']),
  /** Events it holds so far. */
  events: z.int().nonnegative(),
  /** Memory it takes, dictionaries included. */
  bytes: z.int().nonnegative(),
});
export type LensState = z.infer<typeof LensState>;
