import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeStore } from './real-store.ts';

let made: string | null = null;

/** Puts the operator's own store into `home`; it is made once, and copied from then on. */
export function copyStore(home: string): void {
  if (made === null) {
    const folder = mkdtempSync(join(tmpdir(), 'annals-shots-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    makeStore(folder);
    made = folder;
  }
  cpSync(made, home, { recursive: true });
}
