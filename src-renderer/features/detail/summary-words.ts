import type { StoredEvent } from '#shared/model/audit-event.ts';
import { safeString } from '#shared/text/safe-text.ts';
import { formatCount } from '../../format/numbers.ts';
import { formatAgo, formatSeconds } from '../../format/times.ts';
import type { Reading } from './detail-fields.ts';

/** Names longer than this are in the fields below. */
const NAME_LENGTH = 60;

const ENDINGS: Readonly<Record<StoredEvent['outcome'], string>> = {
  success: 'It succeeded.',
  failure: 'It failed.',
  error: 'It ended in an error.',
  unknown: 'Its outcome is not known.',
};

/**
 * Who did what to which thing, where from, when, and how it ended:
 * `bert-jan did s3.listBuckets on backups and 2 more from 10.0.0.1, 2023-07-10 14:07:34
 * (2 years ago). It failed.`
 */
export function summaryOf(event: StoredEvent, reading: Reading): string {
  const who = nameOf(event.actorName ?? event.actorId, '');
  const from = event.ip === null ? '' : ` from ${nameOf(event.ip, '')}`;
  const at = formatSeconds(event.occurredAt, reading.zone);
  const ago = formatAgo(event.occurredAt, reading.now);
  const what = `${who === '' ? '' : `${who} did `}${nameOf(event.action, '')}${onWhat(event)}${from}`;
  const unnamed = who === '' ? ' Who did it is not recorded.' : '';
  return `${what}, ${at} (${ago}). ${ENDINGS[event.outcome]}${unnamed}`;
}

function onWhat({ targets }: StoredEvent): string {
  const [first] = targets;
  if (!first) return '';
  const more = targets.length === 1 ? '' : ` and ${formatCount(targets.length - 1)} more`;
  return ` on ${nameOf(first.name ?? first.id, first.id)}${more}`;
}

function nameOf(name: string | null, without: string): string {
  const shown = safeString(name ?? '').trim();
  if (shown === '') return without;
  return shown.length > NAME_LENGTH ? `${shown.slice(0, NAME_LENGTH)}…` : shown;
}
