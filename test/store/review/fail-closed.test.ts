import { SqliteError } from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import { loadSigningKey } from '../../../src-main/store/chain/signing-key.ts';
import { TrailWriter } from '../../../src-main/store/queries/trail-writer.ts';
import { reviewWrites } from '../../../src-main/store/review/review-writes.ts';
import type { ReviewWrites } from '../../../src-main/store/review/review-writes.ts';
import { openWriteConnection } from '../../../src-main/store/sql/connection.ts';
import { tempStore } from '../../support/temp-store.ts';
import type { TempStore } from '../../support/temp-store.ts';
import { startChild } from '../support/child.ts';
import { failureOf } from '../support/files.ts';
import {
  contentOf,
  expectIntact,
  operator,
  reviewedStore,
  sellerEvents,
  tamper,
  versionOf,
} from './support.ts';

const SELLER = { type: 'seller', id: 's-0' };
const OTHER = { type: 'seller', id: 's-1' };

interface Act {
  readonly name: string;
  readonly run: (writes: ReviewWrites) => unknown;
  /** The statements of which each must succeed, beside those that every act needs. */
  readonly writes: readonly string[];
}

/** Every act of review, on a store where each has something to change. */
const ACTS: readonly Act[] = [
  {
    name: 'flagging',
    run: (writes) =>
      writes.flagEvents({ selection: { filter: EVERYTHING }, flagged: true, note: 'b', operator }),
    writes: ['INSERT ON flag_act', 'INSERT ON flag_before', 'INSERT ON flag', 'UPDATE ON flag'],
  },
  {
    name: 'unflagging',
    run: (writes) =>
      writes.flagEvents({ selection: { seqs: [1] }, flagged: false, note: null, operator }),
    writes: ['INSERT ON flag_act', 'INSERT ON flag_before', 'DELETE ON flag'],
  },
  {
    name: 'flagging entities',
    run: (writes) =>
      writes.flagEntities({ entities: [SELLER, OTHER], flagged: true, note: 'b', operator }),
    writes: ['INSERT ON flag_act', 'INSERT ON entity_flag', 'UPDATE ON entity_flag'],
  },
  {
    name: 'undoing a flagging',
    run: (writes) => writes.undoFlags({ act: 8, operator }),
    writes: ['UPDATE ON flag_act', 'DELETE ON flag_before', 'UPDATE ON flag', 'DELETE ON flag'],
  },
  {
    name: 'undoing an unflagging',
    run: (writes) => writes.undoFlags({ act: 9, operator }),
    writes: ['UPDATE ON flag_act', 'DELETE ON flag_before', 'INSERT ON flag'],
  },
  {
    name: 'adding a note',
    run: (writes) => writes.addNote({ seq: 2, text: 'text', operator }),
    writes: ['INSERT ON note'],
  },
  {
    name: 'holding events',
    run: (writes) => writes.placeHold({ selection: { seqs: [1, 2] }, reason: 'r', operator }),
    writes: ['INSERT ON hold', 'UPDATE ON hold', 'INSERT ON held_event'],
  },
  {
    name: 'holding an entity',
    run: (writes) => writes.placeHold({ selection: { entity: SELLER }, reason: 'r', operator }),
    writes: ['INSERT ON hold', 'UPDATE ON hold'],
  },
  {
    name: 'holding what matches',
    run: (writes) => writes.placeHold({ selection: { filter: EVERYTHING }, reason: 'r', operator }),
    writes: ['INSERT ON hold', 'UPDATE ON hold'],
  },
  {
    name: 'releasing a hold',
    run: (writes) => writes.releaseHold({ hold: 1, reason: 'r', operator }),
    writes: ['UPDATE ON hold'],
  },
  {
    name: 'signing a review off',
    run: (writes) => writes.markReviewed({ upToSeq: 6, note: 'r', operator }),
    writes: ['INSERT ON review_mark'],
  },
];

const ALWAYS = [
  'INSERT ON event',
  'INSERT ON event_target',
  'UPDATE ON review',
  'UPDATE ON head',
] as const;

/** Six events, of which 1 and 2 are flagged twice, 4 once, and 3 no more; a seller; a hold. */
function storeOfActs(): TempStore {
  const store = reviewedStore(6);
  const flag = (flagged: boolean, seqs: number[], note: string | null) =>
    store.writes.flagEvents({ selection: { seqs }, flagged, note, operator });
  flag(true, [1, 2, 3], null);
  expect(flag(true, [1, 2, 4], 'a').act).toBe(8);
  expect(flag(false, [3], null).act).toBe(9);
  store.writes.flagEntities({ entities: [SELLER], flagged: true, note: 'a', operator });
  store.writes.placeHold({ selection: { seqs: [3] }, reason: 'r', operator });
  return store;
}

describe.each(ACTS)('$name', ({ run, writes }) => {
  it('does not happen if one of its statements fails, and can be done again', () => {
    const store = storeOfActs();
    const before = contentOf(store);
    const version = versionOf(store);
    for (const statement of [...ALWAYS, ...writes]) {
      tamper(
        store,
        `CREATE TRIGGER sabotage BEFORE ${statement}
         BEGIN SELECT RAISE(ABORT, 'sabotage'); END`,
      );
      expect(() => run(store.writes), statement).toThrow(SqliteError);
      tamper(store, 'DROP TRIGGER sabotage');
      expect(contentOf(store), statement).toEqual(before);
      expectIntact(store);
    }
    run(store.writes);
    expect(versionOf(store)).toBe(version + 1);
    expect(store.reads.facts().headSeq).toBe(12);
    expectIntact(store);
  });
});

describe('flagging', () => {
  it('changes nothing where the store has no space left', () => {
    const store = tempStore();
    store.writes.record(sellerEvents(2_000));
    const db = openWriteConnection(store.path, { busyTimeoutMs: 1_000 });
    onTestFinished(() => void db.close());
    const { stateFolder } = store.open;
    const trail = new TrailWriter(db, loadSigningKey(stateFolder), stateFolder, Date.now);
    const writes = reviewWrites(db, trail, Date.now);
    const flagAll = () =>
      writes.flagEvents({ selection: { filter: EVERYTHING }, flagged: true, note: null, operator });

    const before = contentOf(store);
    const pages = Number(db.pragma('page_count', { simple: true }));
    for (const room of [0, 1, 2, 5, 20, 50]) {
      db.pragma(`max_page_count = ${pages + room}`);
      expect(flagAll).toThrow(expect.objectContaining({ code: 'SQLITE_FULL' }));
      expect(contentOf(store)).toEqual(before);
    }
    db.pragma('max_page_count = 1000000');
    expect(flagAll()).toMatchObject({ updatedCount: 2_000, headSeq: 2_001 });
    expectIntact(store);
  });

  it('changes nothing while another program holds the store locked', async () => {
    const place = reviewedStore(3);
    const store = tempStore({ ...place, open: { ...place.open, busyTimeoutMs: 50 } });
    const child = startChild('lock', place);
    await child.printed(1);
    const before = contentOf(store);
    const selection = { seqs: [1, 2] };
    const flag = () => store.writes.flagEvents({ selection, flagged: true, note: null, operator });
    expect(failureOf(flag).code).toBe('STORE_BUSY');
    child.process.kill('SIGKILL');
    await child.ended;
    expect(contentOf(store)).toEqual(before);
    expect(flag()).toMatchObject({ updatedCount: 2, headSeq: 4 });
    expectIntact(store);
  });

  it('counts on from what another program has changed meanwhile', () => {
    const first = reviewedStore(4);
    const second = tempStore(first);
    const flag = ({ writes }: TempStore, seqs: number[]) =>
      writes.flagEvents({ selection: { seqs }, flagged: true, note: null, operator });
    expect(flag(first, [1, 2])).toMatchObject({ updatedCount: 2, act: 5 });
    expect(flag(second, [2, 3])).toMatchObject({ updatedCount: 1, act: 6 });
    expect(flag(first, [1, 2, 3, 4])).toMatchObject({ updatedCount: 1, act: 7 });
    expect(second.writes.undoFlags({ act: 5, operator })).toMatchObject({ updatedCount: 2 });
    expect(versionOf(first)).toBe(4);
    expectIntact(first);
  });
});
