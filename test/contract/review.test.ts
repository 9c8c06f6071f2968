import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NewEvent } from '#shared/model/audit-event.ts';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import { makeEvents, makeImported } from '../support/make-event.ts';
import { startRealApp, valueOf } from '../support/real-app.ts';
import type { RealApp } from '../support/real-app.ts';

const SELLER = { type: 'seller', id: '17', name: 'Acme' };

let app: RealApp;
beforeEach(async () => {
  app = await startRealApp();
});
afterEach(() => app.close());

/** Opens a store with four events, numbered from 1, that touch a seller. */
async function openStore(): Promise<void> {
  valueOf(await app.call('store.openDefault', {}));
  await app.session.host.writes.record(makeEvents(4, { targets: [SELLER] }));
}

/** The last event of the trail. */
async function lastEvent(): Promise<NewEvent> {
  const { headSeq } = await app.session.host.reads.facts();
  return (await app.session.host.reads.detail({ seq: headSeq })).event;
}

describe('acts of review', () => {
  it('are the operator’s, and one event of the trail each', async () => {
    await openStore();
    const flagged = { selection: { filter: EVERYTHING }, flagged: true, note: 'odd' } as const;
    expect(valueOf(await app.call('flag.events', flagged))).toMatchObject({
      updatedCount: 4,
      act: 5,
      headSeq: 5,
    });
    expect(await lastEvent()).toMatchObject({
      action: 'flag',
      actorId: 'tester@host',
      message: 'Flagged 4 events',
      affectedCount: 4,
      totalCount: 4,
    });
    expect(valueOf(await app.call('flag.undo', { act: 5 }))).toMatchObject({
      updatedCount: 4,
      leftAlone: 0,
      headSeq: 6,
    });
    const entities = [{ type: 'seller', id: '17' }];
    valueOf(await app.call('flag.entities', { entities, flagged: true, note: null }));
    expect(await lastEvent()).toMatchObject({ message: 'Flagged 1 seller', targets: [SELLER] });
    valueOf(await app.call('note.add', { seq: 2, text: 'It was me.' }));
    expect(await lastEvent()).toMatchObject({ action: 'note', metadata: { note: 'It was me.' } });
  });

  it('change nothing where one of the things they name is not there', async () => {
    await openStore();
    const acts = [
      ['flag.events', { selection: { seqs: [1, 99] }, flagged: true, note: null }],
      ['flag.entities', { entities: [{ type: 'a', id: 'b' }], flagged: true, note: null }],
      ['flag.undo', { act: 1 }],
      ['note.add', { seq: 99, text: 'odd' }],
      ['hold.place', { selection: { seqs: [1, 99] }, reason: 'case 7' }],
      ['hold.release', { hold: 1, reason: 'closed' }],
      ['review.mark', { upToSeq: 99, note: null }],
    ] as const;
    for (const [channel, input] of acts) {
      const result = await app.dispatch({ channel, input });
      expect(result, channel).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
    }
    // That each was refused is told, and nothing else.
    await app.recorder.flush();
    const { headSeq } = await app.session.host.reads.facts();
    expect(headSeq).toBe(4 + acts.length);
    for (const [index, [channel]] of acts.entries()) {
      const { event } = await app.session.host.reads.detail({ seq: 5 + index });
      expect(event).toMatchObject({ action: channel, outcome: 'failure', errorType: 'NOT_FOUND' });
    }
    expect(valueOf(await app.call('review.of', { seq: 1 }))).toEqual({
      flag: null,
      notes: [],
      holds: [],
    });
    expect(app.bugs).toEqual([]);
  });

  it('need a store', async () => {
    const result = await app.call('note.add', { seq: 1, text: 'odd' });
    expect(result).toMatchObject({ ok: false, error: { code: 'STORE_UNAVAILABLE' } });
  });
});

describe('holds', () => {
  it('are listed with what they keep, and who placed and released them', async () => {
    await openStore();
    const entity = { type: 'seller', id: '17' };
    valueOf(await app.call('hold.place', { selection: { entity }, reason: 'case 7' }));
    valueOf(await app.call('hold.place', { selection: { seqs: [1, 2] }, reason: 'case 8' }));
    valueOf(await app.call('hold.release', { hold: 2, reason: 'closed' }));
    const { holds } = valueOf(await app.call('hold.list', {}));
    // The act of placing the first hold touches the seller too.
    expect(holds).toMatchObject([
      {
        id: 2,
        kind: 'events',
        heldCount: null,
        released: { reason: 'closed', operator: 'tester' },
      },
      { id: 1, kind: 'entity', entity: SELLER, heldCount: 5, operator: 'tester', released: null },
    ]);
  });
});

describe('the review mark', () => {
  it('says how far the trail was reviewed, and how much is new', async () => {
    await openStore();
    expect(valueOf(await app.call('review.state', {}))).toEqual({
      upToSeq: 0,
      at: null,
      operator: null,
      unreviewed: 4,
    });
    const mark = { upToSeq: 3, note: 'nothing odd' };
    expect(valueOf(await app.call('review.mark', mark))).toMatchObject({ updatedCount: 3 });
    expect(valueOf(await app.call('review.mark', mark))).toEqual({
      updatedCount: 0,
      eventId: null,
      headSeq: 5,
    });
    expect(valueOf(await app.call('review.state', {}))).toMatchObject({
      upToSeq: 3,
      operator: 'tester',
      unreviewed: 1,
    });
  });
});

describe('the list of imports', () => {
  it('has what each brought in', async () => {
    await openStore();
    const { writes } = app.session.host;
    const operator = { id: 'o', name: 'Olga' };
    const { batch } = await writes.beginImport({ operator, title: 'a.json', files: ['a.json'] });
    await writes.appendImport({ batch, events: [makeImported('i-1')], rejected: 2 });
    await writes.finishImport({ batch, outcome: 'done', format: 'generic' });
    const { items, total } = valueOf(await app.call('batch.list', { limit: 10, offset: 0 }));
    expect(total).toBe(1);
    expect(items).toMatchObject([{ id: 1, state: 'done', read: 3, added: 1, operator: 'Olga' }]);
  });
});

describe('an export made elsewhere', () => {
  it('is one event, with the format and what was exported', async () => {
    await openStore();
    const targets = [SELLER, { type: 'seller', id: '23', name: null }];
    const recorded = await app.call('export.record', { format: 'csv', targets, count: 2 });
    expect(valueOf(recorded).seq).toBe(5);
    expect(await lastEvent()).toMatchObject({
      category: 'admin',
      action: 'export',
      source: 'export',
      outcome: 'success',
      actorId: 'tester@host',
      message: 'Exported 2 sellers as CSV',
      targets,
      metadata: { format: 'csv', targets: ['seller:17', 'seller:23'] },
      affectedCount: 2,
    });
  });

  it('may name a part of what was exported, and things of many kinds', async () => {
    await openStore();
    const targets = [SELLER, { type: 'task', id: '1', name: null }];
    valueOf(await app.call('export.record', { format: 'json', targets, count: 1_204 }));
    expect(await lastEvent()).toMatchObject({ message: 'Exported 1,204 items as JSON' });
    const tooFew = await app.call('export.record', { format: 'json', targets, count: 1 });
    expect(tooFew).toMatchObject({
      ok: false,
      error: {
        code: 'INVALID_INPUT',
        message: 'export.record: count: is less than the targets that are named',
      },
    });
  });
});
