import type { ImportSink } from './import-sink.ts';

interface Counted {
  readonly added: number;
  readonly duplicates: number;
}

/**
 * Takes events and stores nothing, for what is only tried out.
 * @param isCountingIds tells events that the files hold twice from new ones, at the price of
 * keeping every id in memory
 */
export function countingSink(isCountingIds: boolean): ImportSink<Counted> {
  const ids = new Set<string>();
  let idsBefore = 0;
  let count = 0;
  return {
    beginImport: () => Promise.resolve({ batch: 1 }),
    collector: {
      add: ({ id }) => {
        count += 1;
        if (isCountingIds) ids.add(id);
      },
      take: () => {
        const added = isCountingIds ? ids.size - idsBefore : count;
        const duplicates = count - added;
        idsBefore = ids.size;
        count = 0;
        return { added, duplicates };
      },
    },
    appendImport: ({ events }) => Promise.resolve({ ...events, headSeq: 0 }),
    finishImport: () =>
      Promise.resolve({ read: 0, added: 0, duplicates: 0, rejected: 0, eventId: '', headSeq: 0 }),
  };
}
