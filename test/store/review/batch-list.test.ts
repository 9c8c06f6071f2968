import { describe, expect, it } from 'vitest';
import { Batch } from '#shared/model/batch.ts';
import { finish } from '../../../src-main/store/sliced.ts';
import { makeImported } from '../../support/make-event.ts';
import { tempStore } from '../../support/temp-store.ts';
import { operator } from './support.ts';

describe('the list of imports', () => {
  it('tells of each what it was, how it ended and what it brought in, the newest first', () => {
    const { reads, writes } = tempStore();
    const begin = (title: string, files: string[]) =>
      writes.beginImport({ operator, title, files }).batch;
    const first = begin('two files', ['a.json', 'b.json']);
    writes.appendImport({
      batch: first,
      events: [makeImported('a'), makeImported('b')],
      rejected: 3,
    });
    writes.finishImport({ batch: first, outcome: 'done', format: 'cloudtrail' });
    const second = begin('again', ['a.json']);
    writes.appendImport({
      batch: second,
      events: [makeImported('a'), makeImported('c')],
      rejected: 0,
    });
    writes.finishImport({ batch: second, outcome: 'cancelled', format: 'cloudtrail' });
    begin('nothing yet', []);

    const { items, total } = reads.batches({ limit: 10, offset: 0 });
    expect(total).toBe(3);
    expect(items).toMatchObject([
      {
        id: 3,
        title: 'nothing yet',
        state: 'running',
        format: null,
        files: 0,
        read: 0,
        endedAt: null,
      },
      { id: 2, title: 'again', state: 'cancelled', files: 1, read: 2, added: 1, duplicates: 1 },
      {
        id: 1,
        title: 'two files',
        state: 'done',
        format: 'cloudtrail',
        files: 2,
        read: 5,
        added: 2,
        duplicates: 0,
        rejected: 3,
        operator: 'Olga Operator',
      },
    ]);
    for (const item of items) expect(Batch.parse(item)).toEqual(item);
    const ended = items[2];
    expect(ended?.endedAt).toBeGreaterThanOrEqual(ended?.startedAt ?? Infinity);
  });

  it('says of an import whether any of its events is left', () => {
    const { reads, writes } = tempStore();
    for (const id of ['a', 'b', 'a']) {
      const { batch } = writes.beginImport({ operator, title: id, files: [id] });
      writes.appendImport({ batch, events: [makeImported(id)], rejected: 0 });
      writes.finishImport({ batch, outcome: 'done', format: 'generic' });
    }
    const terms = [{ field: 'batch' as const, values: ['1'], negated: false }];
    const scope = {
      filter: { from: null, to: null, terms },
      before: null,
      keepNewest: null,
      minAgeDays: 0,
    };
    const { plan } = finish(reads.planPrune({ scope, action: 'batch.undo' }));
    finish(writes.applyPrune({ plan, archive: null, operator }));
    const { items } = reads.batches({ limit: 10, offset: 0 });
    // The third brought nothing in, so nothing of it can be gone.
    expect(items.map(({ id, isGone }) => [id, isGone])).toEqual([
      [3, false],
      [2, false],
      [1, true],
    ]);
  });

  it('comes in pages', () => {
    const { reads, writes } = tempStore();
    for (const title of ['a', 'b', 'c']) writes.beginImport({ operator, title, files: [title] });
    const titles = (limit: number, offset: number) =>
      reads.batches({ limit, offset }).items.map(({ title }) => title);
    expect(titles(2, 0)).toEqual(['c', 'b']);
    expect(titles(2, 2)).toEqual(['a']);
    expect(reads.batches({ limit: 2, offset: 9 })).toEqual({ items: [], total: 3 });
  });
});
