import type { EventOrder } from '#shared/model/event-filter.ts';
import { EARLIEST_MS, LATEST_MS } from '#shared/model/limits.ts';
import { parseDuration } from '#shared/time/time-window.ts';
import { parseLocalTime } from '../../state/local-time.ts';
import type { TypedTime } from '../../state/local-time.ts';

/**
 * Reads the time that somebody wants to go to: as people type it in `zone`, or `now`, `now-3h`. Of
 * a date alone, the end comes first where the newest does, so that the day itself is what is seen.
 */
export function parseWantedTime(
  text: string,
  zone: string,
  now: number,
  order: EventOrder,
): TypedTime {
  const trimmed = text.trim();
  if (trimmed.toLowerCase() === 'now') return { kind: 'time', ms: now, note: null };
  const ago = /^now\s*-\s*(\d+[smhdw])$/iu.exec(trimmed)?.[1];
  if (ago !== undefined) {
    const length = parseDuration(ago.toLowerCase());
    return length === null ? { kind: 'wrong' } : within(now - length);
  }
  if (order === 'oldest') return parseLocalTime(trimmed, zone, 'start');
  const start = parseLocalTime(trimmed, zone, 'start');
  const end = parseLocalTime(trimmed, zone, 'end');
  if (start.kind !== 'time' || end.kind !== 'time') return start;
  return end.ms > start.ms ? { kind: 'time', ms: end.ms - 1, note: end.note } : start;
}

function within(ms: number): TypedTime {
  return ms < EARLIEST_MS || ms > LATEST_MS ? { kind: 'wrong' } : { kind: 'time', ms, note: null };
}
