import process from 'node:process';
import type { ImportProgress } from '#shared/model/import.ts';
import { counted, formatCount, formatDuration } from './format.ts';

const BAR_COLUMNS = 20;
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/**
 * How far an import is, on one line of the terminal that is written over and over. Where standard
 * error is no terminal, nothing is shown.
 */
export class ProgressLine {
  readonly #isShown = process.stderr.isTTY;
  readonly #startedAt = performance.now();

  show(progress: ImportProgress): void {
    if (!this.#isShown) return;
    const line = progressText(progress, performance.now() - this.#startedAt);
    const columns = process.stderr.columns || 80;
    process.stderr.write(`\r\x1b[2K${line.slice(0, columns - 1)}`);
  }

  clear(): void {
    if (this.#isShown) process.stderr.write('\r\x1b[2K');
  }
}

/** @param elapsed in milliseconds */
function progressText(progress: ImportProgress, elapsed: number): string {
  const { bytesRead, bytesTotal, read } = progress;
  const share = bytesTotal === 0 ? 1 : Math.min(1, bytesRead / bytesTotal);
  const percent = `${Math.floor(share * 100)} %`.padStart(5);
  const isTelling = elapsed > 2_000 && share > 0.02 && share < 1;
  const left = isTelling ? `  ${formatDuration((elapsed / share) * (1 - share))} left` : '';
  const speed = elapsed > 1_000 ? `  ${formatCount(Math.round((read / elapsed) * 1_000))}/s` : '';
  return `${percent} ${bar(share)}  ${counted(read, 'record')}${speed}${left}`;
}

function bar(share: number): string {
  const eighths = Math.round(share * BAR_COLUMNS * 8);
  const full = '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
  return `▕${full.padEnd(BAR_COLUMNS)}▏`;
}
