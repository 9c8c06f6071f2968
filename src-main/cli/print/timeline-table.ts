import type { Timeline, TimelineBucket, TimelineSplit } from '#shared/model/timeline.ts';
import { SEVERITIES } from '#shared/model/vocabulary.ts';
import type { Outcome } from '#shared/model/vocabulary.ts';
import { barText } from './bar.ts';
import { formatCount } from './format.ts';
import { OUTCOME_STYLES, SEVERITY_STYLES, styled } from './style.ts';
import type { Style } from './style.ts';
import { tableLines } from './table.ts';
import type { Column } from './table.ts';
import { formatRange } from './time-range.ts';

/** A value of the split: worst first, as a bar shows them. */
interface Part {
  readonly word: string;
  readonly style: Style | null;
}

const PARTS: Readonly<Record<TimelineSplit, readonly Part[]>> = {
  severity: SEVERITIES.toReversed().map((word) => ({ word, style: SEVERITY_STYLES[word] })),
  outcome: (['error', 'failure', 'unknown', 'success'] satisfies Outcome[]).map((word) => ({
    word,
    style: OUTCOME_STYLES[word],
  })),
};

/** So many empty buckets in a row are told in one row. */
const FEWEST_MERGED = 3;

/** How many events happened when, a row for each stretch of time, with a bar. */
export function timelineTableLines(
  { buckets }: Timeline,
  by: TimelineSplit,
  width: number,
): string[] {
  const most = Math.max(...buckets.map(({ total }) => total));
  const parts = PARTS[by].filter(({ word }) => buckets.some(({ counts }) => counts[word]));
  return tableLines(columnsOf(parts, most), mergeEmpty(buckets), width);
}

function columnsOf(parts: readonly Part[], most: number): Column<TimelineBucket>[] {
  return [
    { title: 'TIME', cell: ({ start, end }) => formatRange(start, end), rank: 0 },
    {
      title: 'EVENTS',
      cell: ({ total }) => formatCount(total),
      style: ({ total }, text) => (total === 0 ? styled('dim', text) : text),
      isNumber: true,
      rank: 0,
    },
    ...parts.map(({ word, style }, index) => ({
      title: word.toUpperCase(),
      cell: ({ counts }: TimelineBucket) => (counts[word] ? formatCount(counts[word]) : '·'),
      style: ({ counts }: TimelineBucket, text: string) =>
        styled(counts[word] ? style : 'dim', text),
      isNumber: true,
      rank: 2 + index,
    })),
    {
      title: '',
      cell: () => '',
      picture: {
        most: 40,
        draw: ({ counts }, columns) =>
          barText(
            parts.map(({ word, style }) => ({ share: (counts[word] ?? 0) / most, style })),
            columns,
          ),
      },
      least: 10,
      rank: 1,
    },
  ];
}

/** Stretches without any event take one row. */
function mergeEmpty(buckets: readonly TimelineBucket[]): TimelineBucket[] {
  const rows: TimelineBucket[] = [];
  let empty: TimelineBucket[] = [];
  const flush = (): void => {
    const [first, last] = [empty[0], empty.at(-1)];
    if (first && last && empty.length >= FEWEST_MERGED) rows.push({ ...first, end: last.end });
    else rows.push(...empty);
    empty = [];
  };
  for (const bucket of buckets) {
    if (bucket.total === 0) {
      empty.push(bucket);
    } else {
      flush();
      rows.push(bucket);
    }
  }
  flush();
  return rows;
}
