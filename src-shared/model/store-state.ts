import { z } from 'zod';
import { Failure } from '../ipc/failure.ts';
import { EpochMs } from './audit-event.ts';

/** The open store in numbers. */
export const StoreInfo = z.strictObject({
  /** File name without its folder. */
  name: z.string(),
  /** Tells it from stores of the same name in other folders, as long as Annals runs. */
  place: z.int().positive(),
  kind: z.enum(['default', 'sample', 'other']),
  events: z.int().nonnegative(),
  /** seq of the newest event; 0 if there is none. Grows with every change to the trail. */
  headSeq: z.int().nonnegative(),
  /** Time span of the events; null if there are none. */
  oldest: EpochMs.nullable(),
  newest: EpochMs.nullable(),
  bytes: z.int().nonnegative(),
  isReadOnly: z.boolean(),
});
export type StoreInfo = z.infer<typeof StoreInfo>;

/** Whether there is a store to ask. `none` is the first start: nothing to open yet. */
export const StoreState = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('opening'), name: z.string() }),
  z.strictObject({ kind: z.literal('open'), info: StoreInfo }),
  z.strictObject({ kind: z.literal('failed'), name: z.string(), error: Failure }),
]);
export type StoreState = z.infer<typeof StoreState>;
