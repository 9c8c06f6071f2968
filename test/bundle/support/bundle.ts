import { execFile } from 'node:child_process';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { BundleVerdict } from '../../../src-main/bundle/verify.mjs';
import type { BundleSelection } from '../../../src-main/store/bundle/selection.ts';
import type { WrittenBundle } from '../../../src-main/store/bundle/write-bundle.ts';
import { openJobs } from '../../../src-main/store/open-store.ts';
import type { StorePlace } from '../../support/temp-store.ts';

export const VERIFIER = fileURLToPath(
  new URL('../../../src-main/bundle/verify.mjs', import.meta.url),
);

export const OPERATOR = { id: 'olga@box', name: 'Olga Operator' };

let bundles = 0;

/** Writes a bundle of a store, under a name of its own unless one is given. */
export async function makeBundle(
  { folder, path: store, open }: StorePlace,
  selection: BundleSelection,
  path?: string,
): Promise<WrittenBundle> {
  bundles += 1;
  const { jobs, close } = openJobs(store, open);
  try {
    const work = jobs.writeBundle({
      selection,
      path: path ?? join(folder, `bundle-${bundles}.zip`),
      replaces: false,
      operator: OPERATOR,
      version: '0.1.0',
      timeZone: 'Europe/Berlin',
      verifier: VERIFIER,
    });
    for (;;) {
      const { value, done } = await work.next();
      if (!done) continue;
      renameSync(value.partial, value.path);
      return value;
    }
  } finally {
    close();
  }
}

/** What `node verify.mjs` did. */
export interface VerifierRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the verifier as an auditor does, in a process of its own that may read and nothing else. */
export function runVerifier(args: readonly string[], script = VERIFIER): Promise<VerifierRun> {
  return new Promise((resolve) => {
    const node = ['--permission', '--allow-fs-read=*', script];
    execFile(process.execPath, [...node, ...args], (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), stdout, stderr });
    });
  });
}

/** Its verdict, as it prints it for programs. */
export async function verdictOf(path: string, ...args: string[]): Promise<BundleVerdict> {
  const { stdout, stderr } = await runVerifier([path, '--json', ...args]);
  if (stderr !== '') throw new Error(stderr);
  return JSON.parse(stdout) as BundleVerdict;
}
