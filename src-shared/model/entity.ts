import { z } from 'zod';
import { EpochMs } from './audit-event.ts';
import { LIMITS } from './limits.ts';

export const ENTITY_ORDERS = ['events', 'recent', 'name'] as const;

/** Which of the things that events touched are listed. */
export const EntitiesRequest = z.strictObject({
  /** Exact type; null for all but `event` and `hold`, which only acts of review are done to. */
  type: z.string().min(1).max(LIMITS.name).nullable(),
  /** Literal text in type, id or name, any case; empty for all. */
  search: z.string().max(LIMITS.filterValue),
  flagged: z.boolean().nullable(),
  order: z.enum(ENTITY_ORDERS),
  limit: z.int().min(1).max(LIMITS.pageRows),
  offset: z.int().nonnegative(),
});
export type EntitiesRequest = z.infer<typeof EntitiesRequest>;

/** Something that events touched. */
export const Entity = z.strictObject({
  type: z.string(),
  id: z.string(),
  /** The name it had when it was seen last. */
  name: z.string().nullable(),
  events: z.int().nonnegative(),
  /** Null where all its events were pruned. */
  firstSeen: EpochMs.nullable(),
  lastSeen: EpochMs.nullable(),
  flagged: z.boolean(),
});
export type Entity = z.infer<typeof Entity>;

/** Types that an answer names at most. */
export const MOST_ENTITY_TYPES = 200;

export const EntityPage = z.strictObject({
  items: z.array(Entity),
  total: z.int().nonnegative(),
  /** How many of each type there would be if no type was asked for, the most frequent first. */
  types: z
    .array(z.strictObject({ type: z.string(), count: z.int().positive() }))
    .max(MOST_ENTITY_TYPES),
});
export type EntityPage = z.infer<typeof EntityPage>;
