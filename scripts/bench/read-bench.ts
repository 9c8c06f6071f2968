import { join } from 'node:path';
import type { EventFilter, FilterField } from '../../src-shared/model/event-filter.ts';
import { createWorkerFromSource } from '../../src-main/store/host/create-worker.ts';
import { openStoreHost } from '../../src-main/store/host/store-host.ts';
import { timed } from './measure.ts';
import type { Timing } from './measure.ts';

export interface ReadMeasurement {
  readonly question: string;
  readonly matches: number;
  readonly firstPage: Timing;
  readonly total: Timing;
}

const QUESTIONS: readonly (readonly [string, EventFilter])[] = [
  ['everything', filter()],
  ['outcome:failure', filter('outcome', 'failure')],
  ['severity>=warning', filter('severity', '>=warning')],
  ['action:ConsoleLogin', filter('action', 'ConsoleLogin')],
  ['service:s3', filter('service', 's3')],
  ['common text (“user”)', filter('text', 'user')],
  ['rare text (“svc-scanner”)', filter('text', 'svc-scanner')],
  ['text that nothing has', filter('text', 'no event says this')],
];

/**
 * The first page and the total of several questions, asked as the window asks them: through the
 * host, in the reader thread, answers copied back.
 */
export async function measureReads(store: string, home: string): Promise<ReadMeasurement[]> {
  const host = await openStoreHost({
    path: store,
    open: { stateFolder: join(home, 'state') },
    createWorker: createWorkerFromSource,
  });
  try {
    const measurements: ReadMeasurement[] = [];
    for (const [question, asked] of QUESTIONS) {
      const open = { filter: asked, order: 'newest', firstRows: 100 } as const;
      const firstPage = await timed(() => host.reads.openResult(open));
      const total = await timed(() => host.reads.total(asked), { runs: 7, warmUps: 1 });
      measurements.push({ question, matches: await host.reads.total(asked), firstPage, total });
    }
    return measurements;
  } finally {
    await host.close();
  }
}

function filter(field?: FilterField, value?: string): EventFilter {
  const terms =
    field === undefined || value === undefined ? [] : [{ field, values: [value], negated: false }];
  return { from: null, to: null, terms };
}
