import { z } from 'zod';

/** How far the console can record what happens in it. */
export const RecordingState = z.strictObject({
  /** Events that wait in a file, because the open store could not take them. */
  unrecorded: z.int().nonnegative(),
  /** Events that could not even be kept. */
  lost: z.int().nonnegative(),
  /** The file that they wait in; null if none do. */
  keptIn: z.string().nullable(),
});
export type RecordingState = z.infer<typeof RecordingState>;
