import { describe, expect, it } from 'vitest';
import type { EventReview } from '#shared/model/review.ts';
import { makeEvents, makeImported } from '../support/make-event.ts';
import { tempStore } from '../support/temp-store.ts';
import type { TempStore } from '../support/temp-store.ts';
import { annals } from './support/annals.ts';
import { askTrail } from './support/sample.ts';

const OLGA = { id: 'o-1', name: 'Olga' };
const TIME = expect.stringMatching(/^\d{4}-.+Z$/u) as string;

/** A store of six events, e-1 to e-6, of which every other one failed; all touch two sellers. */
function trail(): TempStore {
  const store = tempStore();
  const targets = ['17', '23'].map((id) => ({ type: 'seller', id, name: null }));
  store.writes.record(
    makeEvents(6, { targets }).map((event, index) => ({
      ...event,
      id: `e-${index + 1}`,
      outcome: index % 2 === 0 ? ('failure' as const) : ('success' as const),
    })),
  );
  return store;
}

/** What a command prints for people. */
async function show({ folder }: TempStore, ...args: string[]): Promise<string> {
  return (await annals(folder, [...args, '--store', 'trail.db'])).stdout;
}

/** What people added to the first events. */
function reviews({ reads }: TempStore): EventReview[] {
  return [1, 2, 3, 4, 5, 6].map((seq) => reads.reviewOf(seq));
}

/** Numbers of the flagged ones of the first events. */
function flagged(store: TempStore): number[] {
  return reviews(store).flatMap(({ flag }, index) => (flag ? [index + 1] : []));
}

describe('annals flag', () => {
  it('flags the events that are named, by id or number, and counts those it really changed', async () => {
    const store = trail();
    const flag = ['flag', '--ids', 'e-2,3', '--note', 'ask Ada'];
    const id = expect.stringMatching(/^al_/u) as string;
    expect(await askTrail(store.folder, ...flag)).toEqual({
      updatedCount: 2,
      act: 7,
      eventId: id,
      headSeq: 7,
    });
    expect(flagged(store)).toEqual([2, 3]);
    expect(store.reads.reviewOf(2).flag).toMatchObject({ note: 'ask Ada' });
    expect(await askTrail(store.folder, ...flag)).toEqual({
      updatedCount: 0,
      act: null,
      eventId: null,
      headSeq: 7,
    });
    const more = await askTrail(store.folder, 'flag', '--ids', 'e-1', '--ids', 'e-2,e-3');
    expect(more).toMatchObject({ updatedCount: 1, act: 8 });
  });

  it('flags and unflags all that match a filter, and undoes an act named by id or number', async () => {
    const store = trail();
    const act = await askTrail(store.folder, 'flag', '--outcome', 'failure');
    expect(act).toMatchObject({ updatedCount: 3 });
    expect(flagged(store)).toEqual([1, 3, 5]);
    const unflag = ['flag', '--unflag', '--query', 'flagged:yes', '--ip', '192.0.2.1'];
    expect(await askTrail(store.folder, ...unflag)).toMatchObject({ updatedCount: 0 });
    const all = await askTrail(store.folder, 'flag', '--unflag', '--all');
    expect(all).toMatchObject({ updatedCount: 3, act: 8 });
    const { eventId } = all as { eventId: string };
    expect(await askTrail(store.folder, 'flag', '--undo', eventId)).toMatchObject({
      updatedCount: 3,
      leftAlone: 0,
      headSeq: 9,
    });
    expect(flagged(store)).toEqual([1, 3, 5]);
    expect(await askTrail(store.folder, 'flag', '--undo', '7')).toMatchObject({ updatedCount: 3 });
    expect(flagged(store)).toEqual([]);
  });

  it('flags entities by type and id', async () => {
    const store = trail();
    const flag = ['flag', '--entities', 'seller:17,seller:23'];
    expect(await askTrail(store.folder, ...flag)).toMatchObject({ updatedCount: 2, act: 7 });
    expect(store.reads.detail({ seq: 7 }).event.message).toBe('Flagged 2 sellers');
    expect(await askTrail(store.folder, ...flag)).toMatchObject({ updatedCount: 0 });
    const one = ['flag', '--unflag', '--entities', 'seller:23'];
    expect(await askTrail(store.folder, ...one)).toMatchObject({ updatedCount: 1 });
  });

  it('tells people what it did, and how to take it back', async () => {
    const store = trail();
    expect(await show(store, 'flag', '--ids', '1')).toBe(
      'Flagged 1 event.\nEvent #7 tells of it. To take it back: annals flag --undo 7\n',
    );
    expect(await show(store, 'flag', '--ids', '1')).toBe(
      'Nothing changed: there are no such events that are not flagged already.\n',
    );
    expect(await show(store, 'flag', '--ids', '2', '--unflag')).toBe(
      'Nothing changed: there are no such events that are flagged.\n',
    );
    expect(await show(store, 'flag', '--entities', 'seller:17,seller:23')).toContain(
      'Flagged 2 entities.\n',
    );
    expect(await show(store, 'flag', '--undo', '7')).toBe(
      'Put 1 flag back as it was.\nEvent #9 tells of it.\n',
    );
    expect(await show(store, 'flag', '--undo', '7')).toBe('Nothing is left to take back.\n');
  });

  it('changes nothing where one of the events or entities is not there, and names them', async () => {
    const store = trail();
    for (const [args, message] of [
      [['flag', '--ids', 'e-1,nope,999'], 'The store does not have 2 events: nope, 999.'],
      [['flag', '--entities', 'seller:17,seller:9'], 'The store does not have 1 entity: seller:9.'],
      [['flag', '--undo', 'e-1'], 'Event 1 of the trail is no act of flagging.'],
    ] as const) {
      const run = await annals(store.folder, [...args, '--store', 'trail.db', '--json']);
      expect([run.code, run.stdout]).toEqual([2, '']);
      expect(run.stderr).toContain(`annals: ${message}`);
    }
    expect(store.reads.facts().headSeq).toBe(6);
  });
});

describe('annals note', () => {
  it('writes a note on an event', async () => {
    const store = trail();
    expect(await askTrail(store.folder, 'note', 'e-2', 'It was me.')).toEqual({
      eventId: expect.stringMatching(/^al_/u) as string,
      headSeq: 7,
    });
    expect(await show(store, 'note', '2', 'No,\nit was me.')).toBe(
      'Wrote a note on event #2.\nEvent #8 tells of it.\n',
    );
    const { notes } = store.reads.reviewOf(2);
    expect(notes.map(({ text }) => text)).toEqual(['It was me.', 'No,\nit was me.']);
  });
});

describe('annals hold', () => {
  it('holds chosen events, an entity or what matches, and releases with a reason', async () => {
    const store = trail();
    const place = (...args: string[]) =>
      askTrail(store.folder, 'hold', ...args, '--reason', 'case 7');
    expect(await place('--ids', 'e-1,2')).toMatchObject({ hold: 1, heldCount: 2, headSeq: 7 });
    expect(await place('--entity', 'seller:17')).toMatchObject({ hold: 2, heldCount: 6 });
    expect(await place('--outcome', 'failure')).toMatchObject({ hold: 3, heldCount: 3 });
    expect(await place('--all')).toMatchObject({ hold: 4, heldCount: 9 });
    const release = ['hold', '--release', '4', '--reason', 'closed'];
    expect(await askTrail(store.folder, ...release)).toMatchObject({ hold: 4, headSeq: 11 });
    const holds = reviews(store).map((review) => review.holds.map(({ id }) => id));
    expect(holds).toEqual([[3, 2, 1], [2, 1], [3, 2], [2], [3, 2], [2]]);
    const again = await annals(store.folder, [...release, '--store', 'trail.db']);
    expect([again.code, again.stderr]).toEqual([3, 'annals: Hold 4 was released before.\n']);
  });

  it('lists holds, for programs with times in ISO 8601', async () => {
    const store = trail();
    expect(await show(store, 'hold')).toMatch(/^Nothing is on hold\. /u);
    expect(await askTrail(store.folder, 'hold')).toEqual({ holds: [] });
    const from = Date.UTC(2026, 0, 1);
    const filter = { from, to: null, terms: [] };
    store.writes.placeHold({ selection: { filter }, reason: 'case\u001b[2J', operator: OLGA });
    store.writes.placeHold({ selection: { seqs: [1] }, reason: 'case 8', operator: OLGA });
    store.writes.releaseHold({ hold: 2, reason: 'closed', operator: OLGA });
    expect(await askTrail(store.folder, 'hold')).toEqual({
      holds: [
        {
          id: 2,
          kind: 'events',
          reason: 'case 8',
          at: TIME,
          operator: 'Olga',
          entity: null,
          filter: null,
          heldCount: null,
          released: { reason: 'closed', at: TIME, operator: 'Olga' },
        },
        {
          id: 1,
          kind: 'filter',
          reason: 'case\u001b[2J',
          at: TIME,
          operator: 'Olga',
          entity: null,
          filter: { from: '2026-01-01T00:00:00.000Z', to: null, terms: [] },
          heldCount: 9,
          released: null,
        },
      ],
    });
    const shown = await show(store, 'hold');
    expect(shown).toMatch(/\n {3}2 {2}released {7}– {2}chosen events {2}.+ {2}Olga {2}case 8\n/u);
    expect(shown).toMatch(/\n {3}1 {2}in force {7}9 {2}from:2026-01-01 .+ case⟨U\+001B⟩\[2J\n/u);
    expect(shown).toContain('\n1 hold in force, 1 released; times in UTC.\n');
  });

  it('tells people what it keeps, and how to end it', async () => {
    const store = trail();
    expect(await show(store, 'hold', '--entity', 'seller:17', '--reason', 'case 7')).toBe(
      'Hold 1 keeps 6 events now, and those that come later.\n' +
        'Event #7 tells of it. To end it: annals hold --release 1 --reason TEXT\n',
    );
    expect(await show(store, 'hold', '--release', '1', '--reason', 'closed')).toBe(
      'Released hold 1, which kept 7 events.\nEvent #8 tells of it.\n',
    );
  });
});

describe('annals review', () => {
  it('signs off up to the newest event or a chosen one, and says what is new since', async () => {
    const store = trail();
    const unmarked = { upToSeq: 0, at: null, operator: null, unreviewed: 6 };
    expect(await askTrail(store.folder, 'review')).toEqual(unmarked);
    const some = ['review', '--mark', '--up-to', 'e-2', '--note', 'nothing odd'];
    const mark = { updatedCount: 2, upToSeq: 2, headSeq: 7 };
    expect(await askTrail(store.folder, ...some)).toMatchObject(mark);
    expect(await askTrail(store.folder, 'review')).toEqual({
      upToSeq: 2,
      at: TIME,
      operator: expect.any(String) as string,
      unreviewed: 4,
    });
    const all = ['review', '--mark'];
    expect(await askTrail(store.folder, ...all)).toMatchObject({ updatedCount: 4, upToSeq: 7 });
    expect(await askTrail(store.folder, ...all)).toEqual({
      updatedCount: 0,
      eventId: null,
      headSeq: 8,
      upToSeq: 8,
    });
  });

  it('tells people what is to be reviewed, and what to do next', async () => {
    const store = trail();
    expect(await show(store, 'review')).toBe(
      [
        'Nothing was reviewed yet.',
        '6 events are to be reviewed.',
        'To see them: annals query --order recorded --limit 6',
        'To sign off: annals review --mark',
        '',
      ].join('\n'),
    );
    store.writes.markReviewed({ upToSeq: 5, note: null, operator: OLGA });
    expect(await show(store, 'review')).toMatch(
      /^Reviewed up to event #5 by Olga, .+ UTC\.\n1 event is to be reviewed\.\nTo see it: /u,
    );
    expect(await show(store, 'review', '--mark')).toBe(
      'Marked 1 event as reviewed, up to #7.\nEvent #8 tells of it.\n',
    );
    expect(await show(store, 'review')).toMatch(/\nThere is nothing new to review\.\n$/u);
  });
});

describe('annals batches', () => {
  it('lists imports with their counts, the newest first', async () => {
    const store = tempStore();
    expect(await show(store, 'batches')).toMatch(/^Nothing was imported yet\. /u);
    for (const title of ['a.json', 'b.json']) {
      const { batch } = store.writes.beginImport({ operator: OLGA, title, files: [title] });
      store.writes.appendImport({ batch, events: [makeImported(title)], rejected: 1 });
      store.writes.finishImport({ batch, outcome: 'done', format: 'generic' });
    }
    expect(await askTrail(store.folder, 'batches', '--limit', '1')).toEqual({
      items: [
        {
          id: 2,
          title: 'b.json',
          state: 'done',
          format: 'generic',
          files: 1,
          read: 2,
          added: 1,
          duplicates: 0,
          rejected: 1,
          isGone: false,
          operator: 'Olga',
          startedAt: TIME,
          endedAt: TIME,
        },
      ],
      total: 2,
      limit: 1,
      offset: 0,
    });
    expect(await show(store, 'batches', '--limit', '1')).toMatch(
      /\n {4}2 .+ done .+ b\.json\n\n1–1 of 2 imports, newest first; times in UTC\. Next page: --offset 1\n$/u,
    );
    expect(await show(store, 'batches', '--offset', '2')).toBe(
      'There are only 2 imports; take a smaller --offset.\n',
    );
  });
});
