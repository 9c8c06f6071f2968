import { openExistingWrites, openReads } from '../store/open-store.ts';
import type { StoreReads, StoreWrites } from '../store/store-api.ts';
import { openOptions, storePath } from './options/common-options.ts';
import type { Options } from './options/parse-options.ts';

/** A store that is open for changing it, and for looking up what is to be changed. */
interface ChangeableStore {
  readonly reads: StoreReads;
  readonly writes: StoreWrites;
}

/**
 * Does something to the store that a command line names.
 * @throws AnnalsError STORE_MISSING: only what brings events in creates a store
 */
export function changeStore<Value>(
  options: Options,
  change: (store: ChangeableStore) => Value,
): Value {
  const path = storePath(options);
  const writer = openExistingWrites(path, openOptions());
  try {
    const reader = openReads(path, openOptions());
    try {
      return change({ reads: reader.reads, writes: writer.writes });
    } finally {
      reader.close();
    }
  } finally {
    writer.close();
  }
}
