import { z } from 'zod';
import { EventSummary, EventTarget } from './audit-event.ts';

const Summaries = z.array(EventSummary);

/** What stands around one event. Lists are newest first and hold at most so many as were asked for. */
export const RelatedEvents = z.strictObject({
  /** The events next to it in time, whatever a filter says; null at the ends of the trail. */
  newer: EventSummary.nullable(),
  older: EventSummary.nullable(),
  /** The last events of its first target; null if it has no target. */
  sameTarget: z.strictObject({ target: EventTarget, events: Summaries }).nullable(),
  /** What its actor did just before and after, itself included; empty if it names no actor. */
  sameActor: Summaries,
  /** Events with its correlation id within a day, itself included; empty if it has none. */
  sameCorrelation: Summaries,
});
export type RelatedEvents = z.infer<typeof RelatedEvents>;
