import type { EventDetail } from '#shared/model/audit-event.ts';
import type { FilterField } from '#shared/model/event-filter.ts';
import { formatCount, formatDuration } from '../../format/numbers.ts';
import { formatAgo, formatPrecise } from '../../format/times.ts';
import { SOURCE_LABELS } from '../../format/words.ts';

/** One line of the detail: a label, a value, and how to filter by it. */
export interface DetailField {
  readonly label: string;
  readonly value: string;
  /** Further words beside the value, never part of it. */
  readonly note?: string;
  readonly filter?: { readonly field: FilterField; readonly value: string };
  /** Ids and hashes are set in the mono font. */
  readonly isId?: boolean;
}

/** Lines that belong together. */
export interface DetailGroup {
  readonly title: string;
  readonly fields: readonly DetailField[];
}

/** Where and when the reader is. */
export interface Reading {
  readonly zone: string;
  readonly now: number;
}

/** About what three lines of the sentence hold. */
const SENTENCE_LENGTH = 120;

type Line = DetailField | null;

/** Everything that is known about an event in short values, grouped as one asks about it. */
export function detailGroups(
  { event, importedFrom }: EventDetail,
  reading: Reading,
): DetailGroup[] {
  const groups: readonly (readonly [string, readonly Line[]])[] = [
    [
      'When',
      [
        {
          label: 'Occurred',
          value: formatPrecise(event.occurredAt, reading.zone),
          note: formatAgo(event.occurredAt, reading.now),
        },
        reading.zone === 'UTC'
          ? null
          : { label: 'In UTC', value: formatPrecise(event.occurredAt, 'UTC') },
        { label: 'Recorded', value: formatPrecise(event.recordedAt, reading.zone) },
        event.durationMs === null
          ? null
          : { label: 'Took', value: formatDuration(event.durationMs) },
      ],
    ],
    [
      'Who',
      [
        filterable('Actor', event.actorName, 'actor'),
        event.actorId === event.actorName
          ? null
          : id(filterable('Actor id', event.actorId, 'actor')),
        plain('Kind', event.actorType),
        filterable('IP address', event.ip, 'ip'),
        plain('Host', event.host),
        plain('User agent', event.userAgent),
        id(plain('Session', event.sessionId)),
      ],
    ],
    [
      'What',
      [
        filterable('Action', event.action, 'action'),
        wholeMessage(event),
        filterable('Category', event.category, 'category'),
        filterable('Intent', event.intent, 'intent'),
        {
          label: 'Source',
          value: SOURCE_LABELS[event.source],
          filter: { field: 'source', value: event.source },
        },
        affected(event.affectedCount, event.totalCount),
        event.sensitive
          ? { label: 'Sensitive', value: 'yes', note: 'password or privilege' }
          : null,
        id(plain('Correlation', event.correlationId)),
      ],
    ],
    [
      'Error',
      [filterable('Type', event.errorType, 'errorType'), plain('Message', event.errorMessage)],
    ],
    [
      'Record',
      [
        { label: 'Number', value: formatCount(event.seq) },
        id(plain('Event id', event.id)),
        event.batch === null
          ? null
          : {
              label: 'Import',
              value: `#${event.batch}`,
              filter: { field: 'batch', value: String(event.batch) },
            },
        plain('From file', importedFrom),
        id(plain('Hash', event.hash)),
      ],
    ],
  ];
  return groups.flatMap(([title, lines]) => {
    const fields = lines.filter((line) => line !== null);
    return fields.length === 0 ? [] : [{ title, fields }];
  });
}

/** The event in one sentence: its message, or who did what to which thing. */
export function sentenceOf({ event }: EventDetail): string {
  if (event.message.trim() !== '') return event.message;
  const target = event.targets[0];
  const words = [event.actorName ?? event.actorId ?? 'Someone', event.action];
  return [...words, ...(target ? [target.name ?? target.id] : [])].join(' ');
}

/** The sentence above the fields is cut; the message is said in full unless the error says it. */
function wholeMessage({ message, errorMessage }: EventDetail['event']): Line {
  return message.length > SENTENCE_LENGTH && message !== errorMessage
    ? { label: 'Message', value: message }
    : null;
}

function plain(label: string, value: string | null): Line {
  return value === null || value === '' ? null : { label, value };
}

function filterable(label: string, value: string | null, field: FilterField): Line {
  return value === null || value === '' ? null : { label, value, filter: { field, value } };
}

function id(line: Line): Line {
  return line && { ...line, isId: true };
}

function affected(count: number | null, total: number | null): Line {
  if (count === null) return null;
  const of = total === null ? '' : ` of ${formatCount(total)}`;
  return { label: 'Affected', value: `${formatCount(count)}${of}` };
}
