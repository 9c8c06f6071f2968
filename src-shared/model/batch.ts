import { z } from 'zod';
import { EpochMs } from './audit-event.ts';
import { LIMITS } from './limits.ts';

const Count = z.int().nonnegative();

/** `interrupted` is what a crash cut short; what it had stored stays. */
const BATCH_STATES = ['running', 'done', 'cancelled', 'interrupted'] as const;

/** One import, and what it brought in. */
export const Batch = z.strictObject({
  id: z.int().positive(),
  /** In words: a file name or “55 files”. */
  title: z.string(),
  state: z.enum(BATCH_STATES),
  /** Name of the mapping that read the records, or `mixed`; null until that is known. */
  format: z.string().nullable(),
  files: Count,
  /** Always: read = added + duplicates + rejected. Events pruned since are counted too. */
  read: Count,
  added: Count,
  duplicates: Count,
  rejected: Count,
  /** True if it brought events in and none of them is there any more: undone or pruned. */
  isGone: z.boolean(),
  operator: z.string(),
  startedAt: EpochMs,
  /** Null while it is running. */
  endedAt: EpochMs.nullable(),
});
export type Batch = z.infer<typeof Batch>;

/** Which part of the list of imports is asked for. */
export const BatchesRequest = z.strictObject({
  limit: z.int().min(1).max(LIMITS.pageRows),
  offset: z.int().nonnegative(),
});
export type BatchesRequest = z.infer<typeof BatchesRequest>;

/** Imports, the newest first. */
export const BatchPage = z.strictObject({ items: z.array(Batch), total: Count });
export type BatchPage = z.infer<typeof BatchPage>;
