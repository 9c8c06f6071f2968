import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { PreparedStore } from '../prepared-store.ts';

/** A copy of a store that may be changed. */
export interface StoreCopy {
  /** As ANNALS_HOME. */
  readonly home: string;
  readonly path: string;
  readonly stateFolder: string;
}

/** Lets something be done to a copy of a store, which is gone afterwards. */
export async function onCopy<Value>(
  store: PreparedStore,
  act: (copy: StoreCopy) => Value | Promise<Value>,
): Promise<Value> {
  const home = await mkdtemp(join(tmpdir(), 'annals-bench-'));
  const placed = (path: string): string => join(home, relative(store.home, path));
  try {
    await cp(store.home, home, { recursive: true });
    return await act({ home, path: placed(store.path), stateFolder: placed(store.stateFolder) });
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
