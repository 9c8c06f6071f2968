import type { Migration } from '../migration.ts';
import { createTrail } from './0010-create-trail.ts';
import { reviewAndSearch } from './0020-review-and-search.ts';
import { retentionAndProof } from './0030-retention-and-proof.ts';
import { operators } from './0040-operators.ts';

/** Every step, in order. */
export const MIGRATIONS: readonly Migration[] = [
  createTrail,
  reviewAndSearch,
  retentionAndProof,
  operators,
];
