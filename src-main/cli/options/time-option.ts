import { parseIsoTime } from '#shared/time/iso-time.ts';
import { usageError } from './parse-options.ts';

/**
 * Reads a time that a person typed. One without a zone means the zone in which times are shown
 * to that person; in data, it would mean UTC.
 * @returns integer milliseconds UTC
 * @throws AnnalsError INVALID_INPUT
 */
export function parseTimeOption(name: string, text: string): number {
  const time = parseIsoTime(text);
  if (!time) {
    throw usageError(
      `“${text}” for --${name} is not a time.`,
      'Write 2026-01-31, 2026-01-31T14:30 or 2026-01-31T14:30:00Z.',
    );
  }
  return time.isZoneless ? fromLocal(time.ms) : time.ms;
}

/** The moment at which clocks here show what this moment is in UTC. */
function fromLocal(ms: number): number {
  const wall = new Date(ms);
  const local = new Date(0);
  local.setFullYear(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate());
  local.setHours(
    wall.getUTCHours(),
    wall.getUTCMinutes(),
    wall.getUTCSeconds(),
    wall.getUTCMilliseconds(),
  );
  return local.getTime();
}
