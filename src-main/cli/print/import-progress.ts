import type { ImportProgress } from '#shared/model/import.ts';
import { framedBar } from './bar.ts';
import { counted, formatCount, formatDuration } from './format.ts';

const BAR_COLUMNS = 20;

/**
 * How far an import is, on one line.
 * @param elapsed in milliseconds
 */
export function importProgressText(progress: ImportProgress, elapsed: number): string {
  const { bytesRead, bytesTotal, read } = progress;
  const share = bytesTotal === 0 ? 1 : Math.min(1, bytesRead / bytesTotal);
  const percent = `${Math.floor(share * 100)} %`.padStart(5);
  const isTelling = elapsed > 2_000 && share > 0.02 && share < 1;
  const left = isTelling ? `  ${formatDuration((elapsed / share) * (1 - share))} left` : '';
  const speed = elapsed > 1_000 ? `  ${formatCount(Math.round((read / elapsed) * 1_000))}/s` : '';
  return `${percent} ${framedBar(share, BAR_COLUMNS)}  ${counted(read, 'record')}${speed}${left}`;
}
