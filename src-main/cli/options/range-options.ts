import { LIMITS } from '#shared/model/limits.ts';
import { parseDuration } from '#shared/time/time-window.ts';
import { integerOption } from './bounded-options.ts';
import type { OptionSpec, Options } from './parse-options.ts';
import { usageError } from './parse-options.ts';
import { parseTimeOption } from './time-option.ts';

const DAY_MS = 86_400_000;

/** How far `--days` may look back, and what help says of it. */
export interface LookBack {
  readonly most: number;
  /** What holds if nothing is said, for help; empty if the whole trail is meant. */
  readonly otherwise: string;
}

export const LOOK_BACK: LookBack = { most: LIMITS.serviceDays, otherwise: '' };

/** The part of the trail that is meant; null where it is open. */
export interface TimeSpan {
  /** Inclusive, ms UTC. */
  readonly from: number | null;
  /** Exclusive, ms UTC. */
  readonly to: number | null;
}

export function rangeOptions({ most, otherwise }: LookBack): readonly OptionSpec[] {
  return [
    { name: 'last', value: '7d', help: 'The last 30m, 24h, 7d, 4w', group: 'Filter' },
    { name: 'days', value: 'N', help: `The last N days (1–${most}${otherwise})`, group: 'Filter' },
    { name: 'from', value: 'TIME', help: 'From this time on', group: 'Filter' },
    { name: 'to', value: 'TIME', help: 'Before this time', group: 'Filter' },
  ];
}

/** The options that say where a range starts. */
const STARTS = ['last', 'days', 'from'] as const;

/**
 * The range that a command line names.
 * @param now integer milliseconds UTC
 * @throws AnnalsError INVALID_INPUT naming the option
 */
export function rangeOf(options: Options, now: number, lookBack: LookBack): TimeSpan {
  const [start, second] = STARTS.filter((name) => options.has(name));
  if (second !== undefined) {
    throw usageError(
      `--${start} and --${second} both say where the range starts.`,
      'Give one of them.',
    );
  }
  const toText = options.one('to');
  const to = toText === undefined ? null : parseTimeOption('to', toText);
  const from = startOf(options, to ?? now, lookBack);
  if (from !== null && to !== null && from >= to) {
    throw usageError(
      '--from is not before --to.',
      'The range starts at --from and ends before --to.',
    );
  }
  return { from, to };
}

function startOf(options: Options, end: number, { most }: LookBack): number | null {
  const days = integerOption(options, 'days', 1, most);
  if (days !== null) return end - days * DAY_MS;
  const last = options.one('last');
  if (last !== undefined) return end - durationOf(last);
  const from = options.one('from');
  return from === undefined ? null : parseTimeOption('from', from);
}

function durationOf(text: string): number {
  const duration = parseDuration(text);
  if (duration !== null) return duration;
  throw usageError(`“${text}” for --last is not a length of time.`, 'Write 30m, 24h, 7d or 4w.');
}
