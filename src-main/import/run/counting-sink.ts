import type { ImportSink } from './import-sink.ts';

/** Counts events and stores nothing, to find out first whether all records are good. */
export function countingSink(): ImportSink<number> {
  let count = 0;
  return {
    beginImport: () => Promise.resolve({ batch: 1 }),
    collector: {
      add: () => {
        count += 1;
      },
      take: () => {
        const taken = count;
        count = 0;
        return taken;
      },
    },
    appendImport: ({ events }) => Promise.resolve({ added: events, duplicates: 0, headSeq: 0 }),
    finishImport: () =>
      Promise.resolve({ read: 0, added: 0, duplicates: 0, rejected: 0, eventId: '', headSeq: 0 }),
  };
}
