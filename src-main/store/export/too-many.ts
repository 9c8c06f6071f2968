import { AnnalsError } from '#shared/ipc/failure.ts';
import type { EventFilter } from '#shared/model/event-filter.ts';
import { formatIsoTime } from '#shared/time/iso-time.ts';
import { scanRows } from '../queries/scan.ts';
import { counted } from '../review/words.ts';
import type { ReadDb } from '../sql/connection.ts';
import type { Sliced } from '../store-api.ts';

interface Seen {
  readonly category: string;
  readonly occurredAt: number;
}

/** The error for an export of more events than it may have, with a filter that would help. */
export function* tooMany(
  db: ReadDb,
  filter: EventFilter,
  upToSeq: number,
  matched: number,
  maxEvents: number,
): Sliced<AnnalsError> {
  const byCategory = new Map<string, number>();
  let seen = 0;
  /** What happened since fits; null until more was seen than fits. */
  let since: { readonly from: number; readonly events: number } | null = null;
  let newer = { at: Number.NaN, events: 0 };
  const request = { filter, order: 'newest', after: null, upToSeq } as const;
  const columns = 'event.category, event.occurred_at AS occurredAt';
  for (const rows of scanRows<Seen>(db, request, columns)) {
    for (const { category, occurredAt } of rows) {
      byCategory.set(category, (byCategory.get(category) ?? 0) + 1);
      if (occurredAt !== newer.at) newer = { at: occurredAt, events: seen };
      seen += 1;
      if (seen > maxEvents) since ??= { from: newer.at + 1, events: newer.events };
    }
    yield;
  }
  const ways: string[] = [];
  if (since && since.events > 0) {
    ways.push(
      `what happened from ${formatIsoTime(since.from)} on (${counted(since.events, 'event')})`,
    );
  }
  const fitting = [...byCategory].filter(([, events]) => events <= maxEvents);
  const [largest] = fitting.toSorted((a, b) => b[1] - a[1]);
  if (largest) ways.push(`the category “${largest[0]}” (${counted(largest[1], 'event')})`);
  const hint =
    ways.length === 0 ? 'Narrow the filter, or raise the limit.' : `Take ${ways.join(', or ')}.`;
  return new AnnalsError(
    'INVALID_INPUT',
    `${counted(matched, 'event')} match, more than the limit of ${maxEvents.toLocaleString('en-US')}.`,
    hint,
  );
}
