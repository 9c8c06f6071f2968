// Measures how late the event loop of the process that asks is, while its store threads work hard.
// Called by the benchmark; prints one line of JSON.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { EventFilter } from '../../src-shared/model/event-filter.ts';
import type { StoreHost } from '../../src-main/store/host/store-host.ts';
import { openHost } from './contenders/annals.ts';
import { is, where } from './filters.ts';
import { timingOf } from './measure.ts';
import type { Timing } from './measure.ts';
import type { PreparedStore } from './prepared-store.ts';

export interface EventLoopMeasurement {
  /** Delay of a timer of 1 ms, that millisecond included, in milliseconds. */
  readonly idleP99: number;
  readonly busyP99: number;
  readonly busyMax: number;
  /** Questions that were cancelled, and those that had ended before. */
  readonly cancelled: number;
  readonly ended: number;
  /** From cancelling to the error. */
  readonly cancelling: Timing;
}

const ROUNDS = 10;
/** Between asking and cancelling, in milliseconds. */
const PATIENCE_MS = 250;

async function measure(host: StoreHost): Promise<EventLoopMeasurement> {
  const idle = monitorEventLoopDelay({ resolution: 1 });
  idle.enable();
  await pause(1_000);
  idle.disable();

  const busy = monitorEventLoopDelay({ resolution: 1 });
  const waits: number[] = [];
  let ended = 0;
  busy.enable();
  for (let round = 0; round < ROUNDS; round += 1) {
    const controller = new AbortController();
    let cancelledAt = Number.POSITIVE_INFINITY;
    const questions = expensiveQuestions(host, round, controller.signal).map((question) =>
      question.then(
        () => {
          ended += 1;
        },
        () => {
          waits.push(performance.now() - cancelledAt);
        },
      ),
    );
    await pause(PATIENCE_MS);
    cancelledAt = performance.now();
    controller.abort();
    await Promise.all(questions);
  }
  busy.disable();
  const milliseconds = (nanoseconds: number): number => nanoseconds / 1e6;
  return {
    idleP99: milliseconds(idle.percentile(99)),
    busyP99: milliseconds(busy.percentile(99)),
    busyMax: milliseconds(busy.max),
    cancelled: waits.length,
    ended,
    cancelling: timingOf(waits),
  };
}

/** Ten questions at once, new ones in each round, each of which has to look at every event. */
function expensiveQuestions(
  host: StoreHost,
  round: number,
  signal: AbortSignal,
): readonly Promise<unknown>[] {
  const none = (field: 'text' | 'anywhere', question: number): EventFilter =>
    where(is(field, `no event says ${round}.${question}`)).filter;
  const openResult = (filter: EventFilter): Promise<unknown> =>
    host.read('openResult', [{ filter, order: 'newest', firstRows: 100 }], signal);
  const page = { order: 'oldest', limit: 100, offset: 0, cursor: null } as const;
  const timeline = { by: 'severity', buckets: 200, timeZone: 'UTC' } as const;
  return [
    openResult(none('text', 1)),
    openResult(none('anywhere', 2)),
    host.read('page', [{ ...page, filter: none('text', 3) }], signal),
    host.read('total', [none('text', 4)], signal),
    host.read('total', [none('anywhere', 5)], signal),
    host.read(
      'facets',
      [{ fields: ['action', 'target'], limit: 50, filter: none('anywhere', 6) }],
      signal,
    ),
    host.read('timeline', [{ ...timeline, filter: none('anywhere', 7) }], signal),
    host.read('errorGroups', [{ filter: none('anywhere', 8), limit: 50 }], signal),
    host.read('total', [{ ...none('anywhere', 9), from: 0 }], signal),
    host.read('total', [none('anywhere', 10)], signal),
  ];
}

const host = await openHost(JSON.parse(process.env['BENCH_STORE'] ?? '') as PreparedStore);
try {
  await host.reads.prepareLens();
  console.log(JSON.stringify(await measure(host)));
} finally {
  await host.close();
}
