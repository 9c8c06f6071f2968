// `npm run bench`: measures what docs/benchmarks.md says, and writes it there.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ColdStart } from './bench/cold-start.ts';
import { corpusOf } from './bench/corpus.ts';
import { measureImport } from './bench/import-bench.ts';
import { measureReads } from './bench/read-bench.ts';
import { writeReport } from './bench/report.ts';
import { buildIfStale } from './build-if-stale.ts';
import { onDisplay } from './electron/display.ts';
import { resolveElectron } from './electron/resolve.ts';
import type { ElectronRuntime } from './electron/resolve.ts';
import { PROJECT_ROOT } from './project.ts';
import { runMain } from './run-main.ts';
import { say } from './say.ts';

const EVENTS = 100_000;

async function measureColdStart(electron: ElectronRuntime, home: string): Promise<ColdStart> {
  const { file, args } = await onDisplay({
    file: process.execPath,
    args: [join(PROJECT_ROOT, 'scripts', 'bench', 'cold-start.ts')],
  });
  const env = {
    ...process.env,
    ...electron.env,
    ANNALS_HOME: home,
    BENCH_ELECTRON: electron.executablePath,
    BENCH_ARGS: JSON.stringify(electron.args),
  };
  const { stdout } = await promisify(execFile)(file, [...args], { cwd: PROJECT_ROOT, env });
  return JSON.parse(stdout) as ColdStart;
}

await runMain(async () => {
  const home = mkdtempSync(join(tmpdir(), 'annals-bench-'));
  try {
    const corpus = await corpusOf(EVENTS);
    const store = join(home, 'bench.db');
    say('Importing…');
    const imported = await measureImport(corpus, store, home);
    say('Asking…');
    const reads = await measureReads(store, home);
    const [electron] = await Promise.all([resolveElectron(), buildIfStale()]);
    mkdirSync(join(home, 'data'), { recursive: true });
    renameSync(store, join(home, 'data', 'audit.db'));
    say('Starting windows…');
    const coldStart = await measureColdStart(electron, home);
    writeReport({ imported, reads, coldStart, electronVersion: electron.version });
    return 0;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
