import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Verification } from '#shared/model/verification.ts';
import type { JobThread } from '../../../src-main/store/host/job-thread.ts';
import { verifyStore } from '../../../src-main/store/host/verify.ts';
import { openJobs } from '../../../src-main/store/open-store.ts';
import { finish, isSliced } from '../../../src-main/store/sliced.ts';
import type { Progress } from '../../../src-main/store/store-api.ts';
import { printSeal } from '../../../src-main/store/verify/seal-file.ts';
import { openStore } from '../../support/temp-store.ts';
import type { StorePlace, TempStore } from '../../support/temp-store.ts';

export const operator = { id: 'op-1', name: 'Olga Operator' };

/** A job on a connection of its own, in this thread. */
function jobHere({ path, open }: StorePlace): JobThread {
  const { jobs, close } = openJobs(path, open);
  const call = (name: keyof typeof jobs, args: readonly unknown[]): unknown => {
    const method = jobs[name] as (...args: readonly unknown[]) => unknown;
    const value = method(...args);
    return isSliced(value) ? finish(value) : value;
  };
  return {
    call: ((name, args) => Promise.resolve(call(name, args))) as JobThread['call'],
    close: () => Promise.resolve(close()),
  };
}

/** Verifies a store as the console does, but for the threads. */
export function verified(
  place: StorePlace,
  {
    seals = [],
    onProgress = () => undefined,
  }: { seals?: readonly string[]; onProgress?: (progress: Progress) => void } = {},
): Promise<Verification> {
  return verifyStore({
    openThread: () => Promise.resolve(jobHere(place)),
    stateFolder: place.open.stateFolder,
    seals,
    watch: { signal: new AbortController().signal, onProgress },
  });
}

/** Seals a store into a file; answers its path. */
export function sealInto(store: TempStore, name = 'seal.json'): string {
  const path = join(store.folder, name);
  writeFileSync(path, printSeal(store.writes.seal({ operator }).seal));
  return path;
}

/** Takes the operator's evidence away: anchors, and the key unless it is to stay. */
export function forgetAnchors({ open }: StorePlace): void {
  renameSync(join(open.stateFolder, 'anchors'), join(open.stateFolder, 'anchors-away'));
}

/** The text of a file of JSON, with some of its fields changed. */
export function changedJson(path: string, changes: Readonly<Record<string, unknown>>): string {
  const before = JSON.parse(readFileSync(path, 'utf8')) as object;
  return JSON.stringify({ ...before, ...changes });
}

/** Does something with a store that is open for it only. */
export function withStore<Value>(place: StorePlace, use: (store: TempStore) => Value): Value {
  const store = openStore(place);
  try {
    return use(store);
  } finally {
    store.close();
  }
}
