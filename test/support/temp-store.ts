import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openReads, openWrites } from '../../src-main/store/open-store.ts';
import type { OpenOptions } from '../../src-main/store/open-store.ts';
import { finish } from '../../src-main/store/sliced.ts';
import type { Sliced, StoreReads, StoreWrites } from '../../src-main/store/store-api.ts';

/** A folder that is removed, with all that is in it, when the test ends. */
export function tempFolder(): string {
  const folder = makeTempFolder();
  onTestFinished(() => removeFolder(folder));
  return folder;
}

/** A folder that the caller removes with {@link removeFolder}; for `beforeAll`. */
export function makeTempFolder(): string {
  return mkdtempSync(join(tmpdir(), 'annals-test-'));
}

/** Removes a folder that {@link makeTempFolder} made. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Where a store and the operator's state are, before anything is there. */
export interface StorePlace {
  readonly folder: string;
  readonly path: string;
  readonly open: OpenOptions;
}

/** A place for a store in a folder; by default a temporary one that ends with the test. */
export function storePlace(folder: string = tempFolder()): StorePlace {
  return { folder, path: join(folder, 'trail.db'), open: { stateFolder: join(folder, 'state') } };
}

/** A real store in a file, open for writing and reading in this thread. */
export interface TempStore extends StorePlace {
  readonly writes: StoreWrites;
  readonly reads: StoreReads;
  /** Closes both connections; called by itself when the test ends. */
  readonly close: () => void;
}

/** Creates a store, or opens the one at the place. */
export function tempStore(place: StorePlace = storePlace()): TempStore {
  const store = openStore(place);
  onTestFinished(store.close);
  return store;
}

/** As {@link tempStore}, but the caller closes it; for `beforeAll` and property tests. */
export function openStore(place: StorePlace): TempStore {
  const writer = openWrites(place.path, place.open);
  const reader = openReads(place.path, place.open);
  let isOpen = true;
  return {
    ...place,
    writes: writer.writes,
    reads: reader.reads,
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      reader.close();
      writer.close();
    },
  };
}

/** The answer of a read that is cut into slices. */
export function all<Value>(work: Sliced<Value>): Value {
  return finish(work);
}
