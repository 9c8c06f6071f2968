import { describe, expect, it } from 'vitest';
import { toEventJson } from '#shared/model/event-json.ts';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import { all, tempStore } from '../support/temp-store.ts';
import { makeEvents } from '../support/make-event.ts';
import { jsonLines, tempFile } from './support/files.ts';
import { collect, runImport, sinkOf } from './support/run-import.ts';

const PAGE = { filter: EVERYTHING, order: 'oldest', limit: 100, offset: 0, cursor: null } as const;

describe('the mapping of Annals’ own events', () => {
  it('carries events from one store to another, ids and all, and only once', async () => {
    const from = tempStore();
    from.writes.record(
      makeEvents(5, { metadata: { ticket: 7 }, targets: [{ type: 'a', id: 'b', name: null }] }),
    );
    const items = all(from.reads.page(PAGE)).items.map(toEventJson);
    const answer = tempFile('answer.json', JSON.stringify({ items, total: 5, nextCursor: null }));
    const to = tempStore();
    const first = await runImport([answer], sinkOf(to.writes));
    expect(first).toMatchObject({ read: 5, added: 5, format: 'annals' });
    const again = await runImport([tempFile('lines', jsonLines(items))], sinkOf(to.writes));
    expect(again).toMatchObject({ read: 5, added: 0, duplicates: 5 });
    const back = all(to.reads.page(PAGE)).items.filter(({ action }) => action !== 'import');
    expect(back.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
    expect(back[0]).toMatchObject({
      message: 'event 1',
      source: 'import',
      metadata: { ticket: 7, originalSource: 'manual' },
      targets: [{ type: 'a', id: 'b', name: null }],
    });
  });

  it('names the field that is wrong', async () => {
    const good = { id: 'al_1', action: 'a', occurredAt: '2026-01-01T00:00:00Z' };
    const { result } = await collect([
      tempFile(
        'x',
        jsonLines([
          good,
          { ...good, outcome: 'fine' },
          { ...good, foo: 1 },
          { ...good, occurredAt: 'soon' },
        ]),
      ),
    ]);
    expect(result.rejections.map(({ line, reason }) => [line, reason])).toEqual([
      [2, '“outcome” must be one of success, failure, error, unknown'],
      [3, 'an event has no field “foo”'],
      [4, expect.stringContaining('“occurredAt”')],
    ]);
    expect(result.added).toBe(1);
  });
});
