import { z } from 'zod';
import { EventTarget } from './audit-event.ts';
import { LIMITS } from './limits.ts';

/** That somebody took something out by means of their own: what, how many, in which format. */
export const RecordExport = z
  .strictObject({
    /** In the word that people use for it, as in `csv`. */
    format: z.string().trim().min(1).max(64),
    /** What was exported; where there is too much to name, a part of it. */
    targets: z.array(EventTarget).max(LIMITS.targets),
    /** How many things were exported. */
    count: z.int().nonnegative(),
  })
  .refine(({ targets, count }) => count >= targets.length, {
    path: ['count'],
    message: 'is less than the targets that are named',
  });
export type RecordExport = z.infer<typeof RecordExport>;
