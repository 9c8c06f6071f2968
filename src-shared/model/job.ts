import { z } from 'zod';
import { Failure } from '../ipc/failure.ts';
import { BundleResult } from './bundle.ts';
import { ExportResult } from './export.ts';
import { ImportPreview } from './import-preview.ts';
import { ImportProgress, ImportResult } from './import.ts';
import { PruneResult } from './prune.ts';
import { RetentionResult } from './retention.ts';
import { Verification } from './verification.ts';

/** How far long work is, in events mostly. */
const JobProgress = z.strictObject({
  done: z.int().nonnegative(),
  total: z.int().nonnegative(),
});

/** A long piece of work that main does for a window, one at a time. */
export const Job = z.discriminatedUnion('kind', [
  jobOf('import', ImportProgress, ImportResult),
  jobOf('preview', ImportProgress, ImportPreview),
  jobOf('export', JobProgress, ExportResult),
  jobOf('prune', JobProgress, PruneResult),
  jobOf('retention', JobProgress, RetentionResult),
  jobOf('verify', JobProgress, Verification),
  jobOf('bundle', JobProgress, BundleResult),
]);
export type Job = z.infer<typeof Job>;
export type JobKind = Job['kind'];

function jobOf<Kind extends string, Progress extends z.ZodType, Result extends z.ZodType>(
  kind: Kind,
  progress: Progress,
  result: Result,
) {
  return z.strictObject({
    kind: z.literal(kind),
    jobId: z.string(),
    /** What is worked on, in words: a file name or “55 files”. */
    title: z.string(),
    state: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('running'), progress }),
      z.strictObject({ kind: z.literal('done'), result }),
      /** With what it had done until then, if anything stays of it. */
      z.strictObject({ kind: z.literal('cancelled'), result: result.nullable() }),
      z.strictObject({ kind: z.literal('failed'), error: Failure }),
    ]),
  });
}
