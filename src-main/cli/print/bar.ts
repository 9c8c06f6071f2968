import process from 'node:process';
import { styled } from './style.ts';
import type { Style } from './style.ts';

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A part of a bar: how much of the whole it is, and how it is dressed. */
export interface BarPart {
  /** 0 to 1; the parts of a bar sum up to 1 at most. */
  readonly share: number;
  readonly style: Style | null;
}

/**
 * A bar of at most so many columns, its parts side by side. What is not nothing can be seen: a bar
 * of any length has a mark at least.
 */
export function barText(parts: readonly BarPart[], columns: number): string {
  const whole = parts.reduce((sum, { share }) => sum + share, 0);
  if (whole <= 0) return '';
  if (!hasBlocks(process.env)) return '#'.repeat(Math.max(1, Math.round(whole * columns)));
  const eighths = Math.max(1, Math.round(whole * columns * 8));
  const cells = Math.ceil(eighths / 8);
  const last = EIGHTHS[eighths % 8] || '█';
  const text = '█'.repeat(cells - 1) + last;
  let share = 0;
  let done = 0;
  return parts
    .map((part, index) => {
      share += part.share;
      const end = index === parts.length - 1 ? cells : Math.round((share / whole) * cells);
      const piece = text.slice(done, end);
      done = Math.max(done, end);
      return piece === '' ? '' : styled(part.style, piece);
    })
    .join('');
}

/** A bar of one part in a frame of so many columns, for progress. */
export function framedBar(share: number, columns: number): string {
  const bar = share <= 0 ? '' : barText([{ share: Math.min(1, share), style: null }], columns);
  return hasBlocks(process.env) ? `▕${bar.padEnd(columns)}▏` : `[${bar.padEnd(columns)}]`;
}

/**
 * Blocks are drawn unless the locale names a character set that has none. Where it names nothing,
 * as in containers, terminals have had UTF-8 for long.
 */
export function hasBlocks(environment: NodeJS.ProcessEnv): boolean {
  const locale = environment['LC_ALL'] || environment['LC_CTYPE'] || environment['LANG'] || '';
  return locale === '' || /utf-?8/iu.test(locale);
}
