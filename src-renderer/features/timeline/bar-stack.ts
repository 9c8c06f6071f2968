import type { Timeline, TimelineBucket, TimelineSplit } from '#shared/model/timeline.ts';

/** The part of a bar that stands for one value, in whole px from the top of the drawing. */
interface BarPart {
  readonly value: string;
  readonly top: number;
  readonly height: number;
}

/** What goes wrong stands on the ground line, where it can be compared from bar to bar. */
export const STACKED: Readonly<Record<TimelineSplit, readonly string[]>> = {
  outcome: ['failure', 'error', 'unknown', 'success'],
  severity: ['critical', 'error', 'warning', 'notice', 'info', 'debug'],
};

/** Values that are never drawn so low that they could be overlooked. */
const LOUD: ReadonlySet<string> = new Set(['failure', 'error', 'critical', 'warning']);
const LOUD_HEIGHT = 2;

/**
 * The parts of one bar, from the ground up. A loud part keeps its least height at the cost of the
 * quiet ones, so that one failure among a thousand successes is seen.
 * @param max the total that fills the height
 */
function barParts(
  bucket: TimelineBucket,
  by: TimelineSplit,
  max: number,
  height: number,
): readonly BarPart[] {
  if (bucket.total === 0) return [];
  const scaled = (count: number): number => Math.round((count / max) * height);
  const present = STACKED[by].filter((value) => (bucket.counts[value] ?? 0) > 0);
  const loud = present.filter((value) => LOUD.has(value));
  const quiet = present.filter((value) => !LOUD.has(value));
  const parts: BarPart[] = [];
  let top = height;
  const put = (value: string, size: number): void => {
    const fitting = Math.min(size, top);
    if (fitting <= 0) return;
    top -= fitting;
    parts.push({ value, top, height: fitting });
  };
  for (const value of loud) {
    put(value, Math.max(LOUD_HEIGHT, scaled(bucket.counts[value] ?? 0)));
  }
  // Each quiet part ends where the events up to it would reach, so that rounding adds up to nothing.
  let reached = loud.reduce((sum, value) => sum + (bucket.counts[value] ?? 0), 0);
  for (const [index, value] of quiet.entries()) {
    reached += bucket.counts[value] ?? 0;
    const least = index === 0 ? 1 : 0;
    put(value, Math.max(least, top - (height - scaled(reached))));
  }
  return parts;
}

/** Left edge of a bucket in whole px; that of the one after the last is the width. */
export function leftOf(index: number, count: number, width: number): number {
  return Math.round((index / count) * width);
}

/** One path for each value: however many bars there are, few elements are drawn. */
export function barPaths(
  { buckets }: Timeline,
  by: TimelineSplit,
  width: number,
  height: number,
): ReadonlyMap<string, string> {
  const max = buckets.reduce((most, { total }) => Math.max(most, total), 1);
  const gap = width / buckets.length >= 4 ? 1 : 0;
  const paths = new Map<string, string>();
  for (const [index, bucket] of buckets.entries()) {
    const left = leftOf(index, buckets.length, width);
    const size = Math.max(1, leftOf(index + 1, buckets.length, width) - left - gap);
    for (const part of barParts(bucket, by, max, height)) {
      const box = `M${left} ${part.top}h${size}v${part.height}h${-size}z`;
      paths.set(part.value, (paths.get(part.value) ?? '') + box);
    }
  }
  return paths;
}
