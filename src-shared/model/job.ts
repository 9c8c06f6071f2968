import { z } from 'zod';
import { Failure } from '../ipc/failure.ts';
import { ImportProgress, ImportResult } from './import.ts';

/** A long piece of work that main does for a window: one at a time of each kind. */
export const Job = z.strictObject({
  jobId: z.string(),
  kind: z.literal('import'),
  /** What is worked on, in words: a file name or “55 files”. */
  title: z.string(),
  state: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('running'), progress: ImportProgress }),
    z.strictObject({ kind: z.literal('done'), result: ImportResult }),
    z.strictObject({ kind: z.literal('cancelled'), result: ImportResult }),
    z.strictObject({ kind: z.literal('failed'), error: Failure }),
  ]),
});
export type Job = z.infer<typeof Job>;
