import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoreHost } from '../../src-main/store/host/store-host.ts';
import { firstPage, openHost } from './contenders/annals.ts';
import { timeOf, timingOf } from './measure.ts';
import type { Timing } from './measure.ts';
import type { PreparedStore } from './prepared-store.ts';
import { OPENING_QUESTIONS } from './questions.ts';

/** Opening a store whose pages are in the system's cache, as after an import or a first look. */
export interface OpeningMeasurement {
  /** From nothing to the first 100 rows: threads started, store opened, page asked for. */
  readonly firstPage: Timing;
  /** From asking for the lens to having it: read from the events, and from the file kept of it. */
  readonly lensFromSql: Timing;
  readonly lensFromFile: Timing;
  /** First pages asked for while the lens was being read from the events. */
  readonly pageMeanwhile: Timing;
  readonly pagesMeanwhile: number;
  readonly lensEvents: number;
  readonly lensBytes: number;
  readonly lensFileBytes: number;
}

const ROUNDS = 3;

/** Opens a store again and again, with and without the file that is kept of its lens. */
export async function measureOpening(store: PreparedStore): Promise<OpeningMeasurement> {
  const firstPages: number[] = [];
  const fromSql: number[] = [];
  const fromFile: number[] = [];
  const meanwhile: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await forgetLens(store);
    await withHost(store, async (host) => {
      fromSql.push(await timeOf(() => host.reads.prepareLens()));
    });
    await withHost(store, async (host) => {
      fromFile.push(await timeOf(() => host.reads.prepareLens()));
    });
    const startedAt = performance.now();
    await withHost(store, async (host) => {
      await host.reads.openResult(firstPage(OPENING_QUESTIONS[0].filter));
      firstPages.push(performance.now() - startedAt);
    });
    await forgetLens(store);
    await withHost(store, async (host) => meanwhile.push(...(await pagesUntilReady(host))));
  }
  const lens = await withHost(store, (host) => host.reads.prepareLens());
  return {
    firstPage: timingOf(firstPages),
    lensFromSql: timingOf(fromSql),
    lensFromFile: timingOf(fromFile),
    pageMeanwhile: timingOf(meanwhile),
    pagesMeanwhile: meanwhile.length,
    lensEvents: lens.events,
    lensBytes: lens.bytes,
    lensFileBytes: await lensFileBytes(store),
  };
}

/** Asks for pages, one after another, until the lens is there. */
async function pagesUntilReady(host: StoreHost): Promise<number[]> {
  const times: number[] = [];
  const lens = { isReady: false };
  const ready = host.reads.prepareLens().then(() => {
    lens.isReady = true;
  });
  for (let turn = 0; !lens.isReady; turn += 1) {
    const question = OPENING_QUESTIONS[turn % OPENING_QUESTIONS.length] ?? OPENING_QUESTIONS[0];
    times.push(await timeOf(() => host.reads.openResult(firstPage(question.filter))));
  }
  await ready;
  return times;
}

async function withHost<Value>(
  store: PreparedStore,
  act: (host: StoreHost) => Promise<Value>,
): Promise<Value> {
  const host = await openHost(store);
  try {
    return await act(host);
  } finally {
    await host.close();
  }
}

/** Where the reader keeps the lens between runs (src-main/store/lens/lens-file.ts). */
function lensFolder({ stateFolder }: PreparedStore): string {
  return join(stateFolder, 'lens');
}

async function forgetLens(store: PreparedStore): Promise<void> {
  await rm(lensFolder(store), { recursive: true, force: true });
}

async function lensFileBytes(store: PreparedStore): Promise<number> {
  const folder = lensFolder(store);
  const names = await readdir(folder);
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
