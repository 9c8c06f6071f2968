import { z } from 'zod';
import { EpochMs } from './audit-event.ts';
import { Words } from './review.ts';

/**
 * The review mark (product.md §5): somebody signed off that all events up to one were looked at.
 * Acts of review themselves need no review, and are not counted.
 */

const Count = z.int().nonnegative();

/** Says that every event up to this one, itself included, was reviewed. */
export const MarkReviewed = z.strictObject({
  upToSeq: z.int().positive(),
  note: Words.nullable(),
});
export type MarkReviewed = z.infer<typeof MarkReviewed>;

export const MarkResult = z.strictObject({
  /** Events that were not reviewed before; where there are none, nothing changes. */
  updatedCount: Count,
  eventId: z.string().nullable(),
  headSeq: Count,
});
export type MarkResult = z.infer<typeof MarkResult>;

export const ReviewState = z.strictObject({
  /** Events up to this one are reviewed; 0 if nobody has reviewed any. */
  upToSeq: Count,
  /** Who said so and when; null if nobody did, or if the event of it is no longer kept. */
  at: EpochMs.nullable(),
  operator: z.string().nullable(),
  /** Events after the mark, those apart that only tell of a flag, a note, a hold or a mark. */
  unreviewed: Count,
});
export type ReviewState = z.infer<typeof ReviewState>;
