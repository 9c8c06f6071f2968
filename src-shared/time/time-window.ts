import { EARLIEST_MS } from '../model/limits.ts';
import { assertNever } from '../util/assert.ts';

/** Relative ranges that the window and `--last` offer. */
const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/**
 * Length of a relative range such as `30s`, `15m`, `24h`, `7d` or `4w`.
 * @returns milliseconds, or null if the text is no such range
 */
export function parseDuration(text: string): number | null {
  const match = /^(\d{1,6})([smhdw])$/u.exec(text.trim());
  const unit = UNIT_MS[match?.[2] ?? ''];
  const count = Number(match?.[1] ?? 0);
  return unit === undefined || count === 0 ? null : count * unit;
}

/** The time that a filter covers, as somebody chose it. */
export type TimeRange =
  | { readonly kind: 'all' }
  /** The last stretch before now, such as `24h`. */
  | { readonly kind: 'last'; readonly duration: string }
  /** Fixed bounds in ms UTC: `from` inclusive, `to` exclusive, null for open. */
  | { readonly kind: 'between'; readonly from: number | null; readonly to: number | null };

export const ALL_TIME: TimeRange = { kind: 'all' };

/**
 * The bounds of a range at a moment; a relative one stays open towards the future.
 * @param now integer milliseconds UTC
 */
export function resolveRange(
  range: TimeRange,
  now: number,
): { readonly from: number | null; readonly to: number | null } {
  switch (range.kind) {
    case 'all':
      return { from: null, to: null };
    case 'last': {
      const length = parseDuration(range.duration);
      return { from: length === null ? null : Math.max(now - length, EARLIEST_MS), to: null };
    }
    case 'between':
      return { from: range.from, to: range.to };
    default:
      return assertNever(range);
  }
}
