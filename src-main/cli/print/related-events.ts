import type { EventSummary } from '#shared/model/audit-event.ts';
import type { RelatedEvents } from '#shared/model/related.ts';
import { summaryTableLines } from './event-table.ts';
import { styled } from './style.ts';
import { cellText } from './visible-text.ts';

/** What stands around an event: short tables, of which those that would say nothing are left out. */
export function relatedLines(
  { newer, older, sameTarget, sameActor, sameCorrelation }: RelatedEvents,
  width: number,
): string[] {
  const around = [newer, older].filter((event) => event !== null);
  return [
    ...section('Just after and just before', around, 1, width),
    ...(sameTarget === null
      ? []
      : section(
          `Last events of ${cellText(sameTarget.target.type)} ${cellText(sameTarget.target.name ?? sameTarget.target.id)}`,
          sameTarget.events,
          2,
          width,
        )),
    ...section('By the same actor, around that time', sameActor, 2, width),
    ...section('With the same correlation id', sameCorrelation, 2, width),
  ];
}

/** @param fewest with fewer events there is nothing to tell: lists hold the event itself too */
function section(
  title: string,
  events: readonly EventSummary[],
  fewest: number,
  width: number,
): string[] {
  if (events.length < fewest) return [];
  return ['', styled('bold', title), ...summaryTableLines(events, width)];
}
