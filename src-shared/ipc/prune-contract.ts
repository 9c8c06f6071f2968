import { z } from 'zod';
import { PlanId, PlanPrune, PrunePlan } from '../model/prune.ts';
import { Retention, RetentionRules } from '../model/retention.ts';
import { LONG_READ_ERRORS, Nothing, STORE_ERRORS } from './channel-spec.ts';
import type { ChannelSpec } from './channel-spec.ts';

/** Taking events out of the store, and the rules that do it by themselves. */
export const pruneContract = {
  /** What a prune would do. Nothing changes; the plan is kept for a day. */
  'prune.plan': {
    access: 'read',
    role: 'admin',
    input: PlanPrune,
    output: PrunePlan,
    errors: LONG_READ_ERRORS,
  },
  /**
   * Applies a plan, after an archive was written and verified if one is wanted: main asks where. How
   * it goes on, the job tells. Null if no place was chosen.
   */
  'prune.apply': {
    access: 'job',
    role: 'admin',
    input: z.strictObject({ plan: PlanId, isArchived: z.boolean() }),
    output: z.strictObject({ jobId: z.uuid() }).nullable(),
    errors: ['JOB_RUNNING', 'STORE_UNAVAILABLE', 'STORE_READONLY'],
  },
  'retention.get': {
    access: 'read',
    role: 'viewer',
    input: Nothing,
    output: Retention,
    errors: STORE_ERRORS,
  },
  /** Puts rules in the place of those before; answers with the rules as they are then. */
  'retention.set': {
    access: 'write',
    role: 'admin',
    input: z.strictObject({ rules: RetentionRules }),
    output: Retention,
    errors: [...STORE_ERRORS, 'STORE_READONLY', 'STORE_FULL'],
  },
  /** Prunes what the enabled rules say, now. How it goes on, the job tells. */
  'retention.run': {
    access: 'job',
    role: 'admin',
    input: Nothing,
    output: z.strictObject({ jobId: z.uuid() }),
    errors: ['JOB_RUNNING', 'STORE_UNAVAILABLE', 'STORE_READONLY'],
  },
} as const satisfies Record<string, ChannelSpec>;
