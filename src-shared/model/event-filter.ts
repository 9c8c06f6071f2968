import { z } from 'zod';
import { EpochMs } from './audit-event.ts';
import { EVENT_ORDERS, FIELD_VALUES, FILTER_FIELDS, isFieldValue } from './filter-fields.ts';
import { LIMITS } from './limits.ts';

export {
  EVENT_ORDERS,
  EVERYTHING,
  FIELD_VALUES,
  FILTER_FIELDS,
  YES_NO,
  filterKey,
  isEverything,
  severitiesOf,
} from './filter-fields.ts';
export type { FilterField } from './filter-fields.ts';

/** One condition: the event has (or, negated, has not) one of the values in the field. */
export const FilterTerm = z
  .strictObject({
    field: z.enum(FILTER_FIELDS),
    values: z.array(z.string().min(1).max(LIMITS.filterValue)).min(1).max(LIMITS.filterValues),
    negated: z.boolean(),
  })
  .superRefine((term, context) => {
    const allowed = FIELD_VALUES[term.field];
    for (const [index, value] of term.values.entries()) {
      if (isFieldValue(term.field, value)) continue;
      context.addIssue({
        code: 'custom',
        path: ['values', index],
        message: allowed
          ? `“${value}” is not one of ${allowed.join(', ')}`
          : `“${value}” is not a batch number`,
      });
    }
  });
export type FilterTerm = z.infer<typeof FilterTerm>;

/**
 * Which events are meant. The same object drives list, count, export and prune.
 * All conditions hold together; `from` is inclusive, `to` exclusive, both in ms UTC.
 */
export const EventFilter = z.strictObject({
  from: EpochMs.nullable(),
  to: EpochMs.nullable(),
  terms: z.array(FilterTerm).max(LIMITS.filterTerms),
});
export type EventFilter = z.infer<typeof EventFilter>;

export const EventOrder = z.enum(EVENT_ORDERS);
export type EventOrder = z.infer<typeof EventOrder>;
