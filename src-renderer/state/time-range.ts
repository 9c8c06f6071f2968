import type { EventFilter } from '#shared/model/event-filter.ts';
import { parseDuration } from '#shared/time/time-window.ts';
import { assertNever } from '#shared/util/assert.ts';

/** The time that a filter covers, as the operator chose it. */
export type TimeRange =
  | { readonly kind: 'all' }
  /** The last stretch before now, such as `24h`. */
  | { readonly kind: 'last'; readonly duration: string }
  /** Fixed bounds in ms UTC: `from` inclusive, `to` exclusive, null for open. */
  | { readonly kind: 'between'; readonly from: number | null; readonly to: number | null };

export const ALL_TIME: TimeRange = { kind: 'all' };

/** The bounds of a range at the moment `now`; a relative range stays open towards the future. */
export function resolveRange(range: TimeRange, now: number): Pick<EventFilter, 'from' | 'to'> {
  switch (range.kind) {
    case 'all':
      return { from: null, to: null };
    case 'last': {
      const length = parseDuration(range.duration);
      return { from: length === null ? null : now - length, to: null };
    }
    case 'between':
      return { from: range.from, to: range.to };
    default:
      return assertNever(range);
  }
}
