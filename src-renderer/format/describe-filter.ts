import { printQuery } from '#shared/filter-syntax/print.ts';
import type { EventFilter } from '#shared/model/event-filter.ts';
import { safeString } from '#shared/text/safe-text.ts';
import { ZoneClock } from '#shared/time/zone-clock.ts';

/** A filter as it would be typed, times in a zone; empty if it asks for everything. */
export function describeFilter(filter: EventFilter, zone: string): string {
  return safeString(printQuery(filter, new ZoneClock(zone)));
}
