import { milliseconds, timingOf } from '../measure.ts';
import type { Timing } from '../measure.ts';
import type { Moving, WindowMeasurement } from '../window/window-bench.ts';
import type { Machine } from './machine.ts';
import { count, megabytes, table } from './table.ts';

/** The heading at which this section begins. */
export const WINDOW_HEADING = '## Window';

/** From performance.md and the issue of the console. */
const BUDGETS = { frameMs: 17, blankMs: 100, mounted: 200, keyMs: 50, heapGrowth: 0.1 };

/** Moving through the list of stores of several sizes, and typing, in the real window. */
export function windowSection(measured: readonly WindowMeasurement[], machine: Machine): string {
  const day = new Date().toISOString().slice(0, 10);
  return [
    WINDOW_HEADING,
    `Written by \`npm run bench -- --window\` on ${day}; ${machine.processors}, Electron ${machine.electron}, on a virtual display without a graphics card, so that Chromium draws with the processor; driven by Playwright, whose input is as real as the mouse's. *Idle* is what the same window's frames take while nothing moves. A row is *blank* from the first frame in which it is in view without content to the one in which it has some, or has left. Each way of moving lasts six seconds, two thirds of it down and one third up: the wheel by 120 px and by 1,200 px every 16 ms, and the thumb of the scroll bar dragged over the whole result and half way back.`,
    table(
      [
        'events',
        'moved by',
        'idle frame, p95',
        `frame, median`,
        `frame, p95 (budget ${BUDGETS.frameMs} ms)`,
        `longest blank (budget ${BUDGETS.blankMs} ms)`,
        `rows mounted (budget ${BUDGETS.mounted})`,
      ],
      measured.flatMap(movingRows),
    ),
    table(
      [
        'events',
        'heap before',
        `heap after (budget: +${BUDGETS.heapGrowth * 100} %)`,
        'keys typed while queries ran',
        'of these over 16 ms',
        `slowest (budget ${BUDGETS.keyMs} ms)`,
      ],
      measured.map(restOf),
    ),
    'A key counts from the press to the frame that shows it, as Chromium reports it, in steps of 8 ms; each letter asks the store for rows, a total, facets and a timeline anew. The heap is that of the page after a collection.',
  ].join('\n\n');
}

function movingRows({ events, idle, wheel, fastWheel, drag }: WindowMeasurement): string[][] {
  return [
    movingRow(events, 'wheel', idle, wheel),
    movingRow(events, 'fast wheel', idle, fastWheel),
    movingRow(events, 'dragged bar', idle, drag),
  ];
}

function movingRow(events: number, by: string, idle: Timing, moving: Moving): string[] {
  const { frames, longestBlank, mounted } = moving;
  return [
    count(events),
    by,
    milliseconds(idle.p95),
    milliseconds(frames.median),
    verdict(milliseconds(frames.p95), frames.p95 <= BUDGETS.frameMs),
    verdict(milliseconds(longestBlank), longestBlank <= BUDGETS.blankMs),
    verdict(count(mounted), mounted <= BUDGETS.mounted),
  ];
}

function restOf({ events, heapBefore, heapAfter, keys, slowKeys }: WindowMeasurement): string[] {
  const slowest = Math.max(0, ...slowKeys);
  return [
    count(events),
    megabytes(heapBefore),
    verdict(megabytes(heapAfter), heapAfter <= heapBefore * (1 + BUDGETS.heapGrowth)),
    count(keys),
    slowKeys.length === 0
      ? '0'
      : `${count(slowKeys.length)}, median ${milliseconds(timingOf(slowKeys).median)}`,
    verdict(
      slowKeys.length === 0 ? 'under 16 ms' : milliseconds(slowest),
      slowest <= BUDGETS.keyMs,
    ),
  ];
}

function verdict(measured: string, isMet: boolean): string {
  return isMet ? `${measured}, met` : `${measured}, **missed**`;
}
