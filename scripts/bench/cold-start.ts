// Measures how long the window takes to show rows, beside an empty window of the same Electron.
// Called by the benchmark on a display; prints one line of JSON.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright';
import { PROJECT_ROOT } from '../project.ts';
import { timingOf } from './measure.ts';
import type { Timing } from './measure.ts';

export interface ColdStart {
  readonly empty: Timing;
  readonly annals: Timing;
}

const RUNS = 7;

const EMPTY_APP = `
const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow().loadURL('data:text/html,<p id="ready">ready</p>'));
`;

async function startUntil(folder: string, selector: string): Promise<number> {
  const { BENCH_ELECTRON = '', BENCH_ARGS = '[]' } = process.env;
  const startedAt = performance.now();
  const app = await _electron.launch({
    executablePath: BENCH_ELECTRON,
    chromiumSandbox: true,
    args: [...(JSON.parse(BENCH_ARGS) as string[]), folder],
  });
  const window = await app.firstWindow();
  await window.waitForSelector(selector);
  const took = performance.now() - startedAt;
  await app.close();
  return took;
}

const emptyFolder = mkdtempSync(join(tmpdir(), 'annals-empty-'));
try {
  writeFileSync(
    join(emptyFolder, 'package.json'),
    '{"name":"empty","version":"1.0.0","main":"main.js"}',
  );
  writeFileSync(join(emptyFolder, 'main.js'), EMPTY_APP);
  const empty: number[] = [];
  const annals: number[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    const emptyTook = await startUntil(emptyFolder, '#ready');
    const annalsTook = await startUntil(
      PROJECT_ROOT,
      '[role="row"][aria-rowindex="2"] [data-column]',
    );
    // The first of each fills the disk cache.
    if (run > 0) {
      empty.push(emptyTook);
      annals.push(annalsTook);
    }
  }
  const result: ColdStart = { empty: timingOf(empty), annals: timingOf(annals) };
  console.log(JSON.stringify(result));
} finally {
  rmSync(emptyFolder, { recursive: true, force: true });
}
