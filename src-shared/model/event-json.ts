import { z } from 'zod';
import { parseIsoTime } from '../time/iso-time.ts';
import { NewEvent, blankEvent } from './audit-event.ts';

export { toEventJson } from './to-event-json.ts';
export type { EventJson } from './to-event-json.ts';

/** Integer milliseconds UTC, or ISO 8601. */
const Time = z
  .union([z.number(), z.string()])
  .transform((given, context) => {
    if (typeof given === 'number') return given;
    const time = parseIsoTime(given);
    if (time) return time.ms;
    context.addIssue({ code: 'custom', message: `“${given}” is not an ISO 8601 time` });
    return z.NEVER;
  })
  .pipe(NewEvent.shape.occurredAt);

/** An event as people and programs hand it in: only `action` must be there. */
export const EventInput = z.strictObject({
  ...NewEvent.partial().shape,
  action: NewEvent.shape.action,
  occurredAt: Time.optional(),
});
export type EventInput = z.input<typeof EventInput>;

/**
 * Completes an event that was handed in.
 * @param now integer milliseconds UTC, for an event that does not say when it happened
 */
export function completeEvent(input: z.output<typeof EventInput>, now: number): NewEvent {
  const { id, ...fields } = input;
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  const complete = { ...blankEvent(now, input.action), ...Object.fromEntries(given) };
  return NewEvent.parse(id === undefined ? complete : { ...complete, id });
}
