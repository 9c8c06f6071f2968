import { truncateSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { HASHED_COLUMNS } from '../../src-main/store/queries/event-columns.ts';
import { checkOf } from '../support/check-store.ts';
import { tempStore } from '../support/temp-store.ts';
import { rejectionOf } from '../store/support/files.ts';
import {
  CLOUDTRAIL_FILES,
  CLOUDTRAIL_FOLDER,
  jsonLines,
  manyRecords,
  tempFile,
} from './support/files.ts';
import { collect, runImport, sinkOf } from './support/run-import.ts';

/** Every event but that of the import itself, without what says when and whence it came. */
function rowsOf(path: string): unknown[] {
  const columns = HASHED_COLUMNS.filter(
    (name) => !['recorded_at', 'batch', 'batch_file', 'raw_hash'].includes(name),
  );
  const db = new Database(path, { readonly: true });
  try {
    return db
      .prepare(`SELECT ${columns.join(', ')} FROM event WHERE category <> 'admin' ORDER BY seq`)
      .raw()
      .all();
  } finally {
    db.close();
  }
}

describe('what an import stores', () => {
  it('is what recording the same events one after another stores', async () => {
    const { events } = await collect([CLOUDTRAIL_FOLDER]);
    const recorded = tempStore();
    recorded.writes.record(events.map(({ event }) => event));
    const imported = tempStore();
    await runImport([CLOUDTRAIL_FOLDER], sinkOf(imported.writes));
    expect(rowsOf(imported.path)).toHaveLength(2_900);
    expect(rowsOf(imported.path)).toEqual(rowsOf(recorded.path));
    for (const store of [recorded, imported]) {
      expect(checkOf(store)).toMatchObject({ firstBad: null });
    }
  });

  it('comes from many small files in few slices, and names the file of each event', async () => {
    const { reads, writes } = tempStore();
    const sink = sinkOf(writes);
    const sizes: number[] = [];
    await runImport([CLOUDTRAIL_FOLDER], {
      ...sink,
      appendImport: (request) => {
        sizes.push(request.events.count);
        return sink.appendImport(request);
      },
    });
    expect(sizes).toEqual([500, 1_000, 1_400]);
    for (const path of CLOUDTRAIL_FILES) {
      const { events } = await collect([path]);
      const found = events.map(({ event }) => reads.detail({ id: event.id }).importedFrom);
      expect(new Set(found)).toEqual(new Set([path.slice(path.lastIndexOf('/') + 1)]));
    }
  });

  it('is said exactly when a later file cannot be read, also of slices still under way', async () => {
    const { reads, writes } = tempStore();
    const sink = sinkOf(writes);
    const broken = tempFile('b.jsonl', jsonLines(manyRecords(3)));
    const failure = await rejectionOf(
      runImport([tempFile('a.jsonl', jsonLines(manyRecords(3_500))), broken], {
        ...sink,
        appendImport: async (request) => {
          truncateSync(broken, 1);
          await new Promise((resolve) => setTimeout(resolve, 20));
          return sink.appendImport(request);
        },
      }),
    );
    expect(failure).toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringMatching(/^The import stopped after 3,500 new events/u) as string,
    });
    expect(reads.facts().events).toBe(3_501);
    expect(reads.detail({ seq: 3_501 }).event.metadata).toMatchObject({
      ending: 'cancelled',
      added: 3_500,
    });
  });

  it('ends with the slice under way when it is cancelled, and drops the one that waits', async () => {
    const { reads, writes } = tempStore();
    const sink = sinkOf(writes);
    const abort = new AbortController();
    const result = await runImport(
      [tempFile('a.jsonl', jsonLines(manyRecords(3_500)))],
      {
        ...sink,
        appendImport: async (request) => {
          abort.abort();
          await new Promise((resolve) => setTimeout(resolve, 50));
          return sink.appendImport(request);
        },
      },
      { signal: abort.signal },
    );
    expect(result).toMatchObject({ read: 500, added: 500, duplicates: 0, rejected: 0 });
    expect(reads.facts().events).toBe(501);
  });
});
