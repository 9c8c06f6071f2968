import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { filterKey } from '#shared/model/event-filter.ts';
import type { EventFilter, EventOrder } from '#shared/model/event-filter.ts';
import type { Place } from './scan.ts';

/**
 * A page cursor names the last row of a page and the question it answers, because going on with
 * another filter or order would silently skip rows. The range of time is not part of it: that of
 * “the last 7 days” has moved by the next page, and what follows a place in order of time is right
 * within any range.
 */
const CursorParts = z.tuple([z.string(), z.int(), z.int().positive()]);

export function printCursor(filter: EventFilter, order: EventOrder, place: Place): string {
  const parts = [questionOf(filter, order), place.occurredAt, place.seq];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** @throws AnnalsError INVALID_INPUT if the text is no cursor, or one of another question */
export function parseCursor(text: string, filter: EventFilter, order: EventOrder): Place {
  const parts = CursorParts.safeParse(parseJson(Buffer.from(text, 'base64url').toString()));
  if (!parts.success) {
    throw new AnnalsError(
      'INVALID_INPUT',
      'The cursor is damaged.',
      'Take the nextCursor of the page before, as it is.',
    );
  }
  const [question, occurredAt, seq] = parts.data;
  if (question !== questionOf(filter, order)) {
    throw new AnnalsError(
      'INVALID_INPUT',
      'The cursor belongs to another filter or order.',
      'Ask with the same filter and order as for the page before, or start without a cursor.',
    );
  }
  return { occurredAt, seq };
}

function questionOf(filter: EventFilter, order: EventOrder): string {
  const digest = createHash('sha256')
    .update(`${order}\n${filterKey({ ...filter, from: null, to: null })}`)
    .digest('base64url');
  return digest.slice(0, 12);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
