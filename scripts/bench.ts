// `npm run bench`: measures what docs/benchmarks.md says, and writes it there.
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { measureExports } from './bench/acts/export-bench.ts';
import { measurePrune } from './bench/acts/prune-bench.ts';
import { measureRecord } from './bench/acts/record-bench.ts';
import { measureVerify } from './bench/acts/verify-bench.ts';
import { Agreement } from './bench/agreement.ts';
import type { ColdStart } from './bench/cold-start.ts';
import { openContenders } from './bench/contenders/open.ts';
import { measureCounts } from './bench/count-bench.ts';
import type { EventLoopMeasurement } from './bench/event-loop.ts';
import { measureJumps } from './bench/jump-bench.ts';
import { measureOpening } from './bench/opening-bench.ts';
import { parseOptions } from './bench/options.ts';
import type { Size } from './bench/options.ts';
import { measurePages } from './bench/page-bench.ts';
import { prepareStore } from './bench/prepared-store.ts';
import type { PreparedStore } from './bench/prepared-store.ts';
import { describeMachine } from './bench/report/machine.ts';
import type { ActsResults } from './bench/report/acts-section.ts';
import { writeActs, writeImports, writeReport, writeWindow } from './bench/report/report.ts';
import { corpusOf, forgetCorpus } from './bench/corpus.ts';
import { measureImport } from './bench/import-bench.ts';
import type { ImportMeasurement } from './bench/import-bench.ts';
import type { SizeResults } from './bench/results.ts';
import { measureTexts } from './bench/text-bench.ts';
import type { WindowMeasurement } from './bench/window/window-bench.ts';
import { buildIfStale } from './build-if-stale.ts';
import { onDisplay } from './electron/display.ts';
import { resolveElectron } from './electron/resolve.ts';
import type { ElectronRuntime } from './electron/resolve.ts';
import { PROJECT_ROOT } from './project.ts';
import { runMain } from './run-main.ts';
import { say, sayWhenDone } from './say.ts';

/** The store that the window is started with: the largest a person would call usual. */
const COLD_START_EVENTS = 1_000_000;

async function measureStore(store: PreparedStore, agreement: Agreement): Promise<SizeResults> {
  const opening = await sayWhenDone('Opened it', () => measureOpening(store));
  const contenders = await openContenders(store);
  try {
    const pages = await sayWhenDone('Asked for pages', () => measurePages(contenders, agreement));
    const counts = await sayWhenDone('Counted', () => measureCounts(contenders, agreement));
    const jumps = await sayWhenDone('Went to places', () => measureJumps(contenders, agreement));
    const texts = await sayWhenDone('Looked for text', () => measureTexts(contenders, agreement));
    return { store, opening, pages, counts, jumps, texts };
  } finally {
    await contenders.close();
  }
}

/** Runs a script of the benchmark in a process of its own; answers what it prints. */
async function measureApart<Measurement>(
  { file, args }: { readonly file: string; readonly args: readonly string[] },
  env: Readonly<Record<string, string>>,
): Promise<Measurement> {
  const { stdout } = await promisify(execFile)(file, [...args], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, ...env },
  });
  return JSON.parse(stdout) as Measurement;
}

function nodeScript(name: string): { readonly file: string; readonly args: readonly string[] } {
  return { file: process.execPath, args: [join(PROJECT_ROOT, 'scripts', 'bench', name)] };
}

/** On a copy of the store, which the window may add to. */
async function measureColdStart(
  electron: ElectronRuntime,
  store: PreparedStore,
): Promise<ColdStart> {
  const home = await mkdtemp(join(tmpdir(), 'annals-bench-'));
  try {
    await cp(store.home, home, { recursive: true });
    return await measureApart<ColdStart>(await onDisplay(nodeScript('cold-start.ts')), {
      ...electron.env,
      ANNALS_HOME: home,
      BENCH_ELECTRON: electron.executablePath,
      BENCH_ARGS: JSON.stringify(electron.args),
    });
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** Scrolling and typing, in a window of its own for each store. */
async function measureWindow(
  sizes: readonly Size[],
  isFresh: boolean,
): Promise<WindowMeasurement[]> {
  const stores: PreparedStore[] = [];
  for (const events of sizes) stores.push(await prepareStore(events, isFresh));
  const [electron] = await Promise.all([resolveElectron(), buildIfStale()]);
  const measured: WindowMeasurement[] = [];
  for (const { events, home } of stores) {
    const title = `Moved through ${events.toLocaleString('en-US')} events`;
    const script = await onDisplay(nodeScript('window/window-bench.ts'));
    const env = {
      ...electron.env,
      BENCH_STORE: JSON.stringify({ events, home }),
      BENCH_ELECTRON: electron.executablePath,
      BENCH_ARGS: JSON.stringify(electron.args),
    };
    measured.push(await sayWhenDone(title, () => measureApart<WindowMeasurement>(script, env)));
  }
  return measured;
}

/** Imports of several sizes, each into a store that is thrown away. */
async function measureImports(sizes: readonly Size[]): Promise<ImportMeasurement[]> {
  const imports: ImportMeasurement[] = [];
  for (const events of sizes) {
    const corpus = await corpusOf(events);
    const home = await mkdtemp(join(tmpdir(), 'annals-bench-'));
    try {
      const title = `Imported ${events.toLocaleString('en-US')} events`;
      const store = join(home, 'imported.db');
      imports.push(await sayWhenDone(title, () => measureImport(corpus, store, home)));
    } finally {
      await rm(home, { recursive: true, force: true });
      await forgetCorpus(events);
    }
  }
  return imports;
}

/** Recording, exporting, verifying and pruning, on copies of the largest store. */
async function measureActs(events: Size, isFresh: boolean): Promise<ActsResults> {
  const store = await prepareStore(events, isFresh);
  return {
    events,
    record: await sayWhenDone('Recorded', () => measureRecord(store)),
    exports: await sayWhenDone('Exported', () => measureExports(store)),
    verify: await sayWhenDone('Verified', () => measureVerify(store)),
    prune: await sayWhenDone('Pruned', () => measurePrune(store)),
  };
}

await runMain(async () => {
  const { sizes, isFresh, isActs, isImports, isWindow } = parseOptions(process.argv.slice(2));
  if (isImports) {
    const imports = await measureImports(sizes);
    const { version } = await resolveElectron();
    writeImports(imports, await describeMachine(version));
    return 0;
  }
  if (isActs) {
    const largest = sizes.at(-1);
    if (!largest) throw new Error('there is no size to measure');
    const { version } = await resolveElectron();
    writeActs(await measureActs(largest, isFresh), await describeMachine(version));
    return 0;
  }
  if (isWindow) {
    const large = sizes.filter((size) => size >= COLD_START_EVENTS);
    const measured = await measureWindow(large, isFresh);
    const { version } = await resolveElectron();
    writeWindow(measured, await describeMachine(version));
    return 0;
  }
  const agreement = new Agreement();
  const stores: PreparedStore[] = [];
  const measured: SizeResults[] = [];
  for (const events of sizes) {
    say(`${events.toLocaleString('en-US')} events:`);
    const store = await prepareStore(events, isFresh);
    stores.push(store);
    measured.push(await measureStore(store, agreement));
  }
  const largest = stores.at(-1);
  const usual = stores.findLast(({ events }) => events <= COLD_START_EVENTS);
  if (!largest || !usual) throw new Error('there is no size to measure');
  const eventLoop = await sayWhenDone('Watched the event loop', () =>
    measureApart<EventLoopMeasurement>(nodeScript('event-loop.ts'), {
      BENCH_STORE: JSON.stringify(largest),
    }),
  );
  const [electron] = await Promise.all([resolveElectron(), buildIfStale()]);
  const coldStart = await sayWhenDone('Started windows', () => measureColdStart(electron, usual));
  writeReport(
    { sizes: measured, eventLoop, coldStart: { ...coldStart, events: usual.events } },
    await describeMachine(electron.version),
    agreement,
  );
  return agreement.differences.length === 0 ? 0 : 1;
});
