import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import { checkOf } from '../../support/check-store.ts';
import { makeEvent, makeEvents } from '../../support/make-event.ts';
import {
  makeTempFolder,
  openStore,
  removeFolder,
  storePlace,
  tempStore,
} from '../../support/temp-store.ts';
import { prune } from '../prune/support.ts';
import { checkTampered } from '../support/tamper.ts';
import { operator } from './support.ts';

const folder = makeTempFolder();
const place = storePlace(folder);
const SELLER = { type: 'seller', id: 's-1' };

/** Ten events, and acts upon them: their events are 11 to 18. */
beforeAll(() => {
  const store = openStore(place);
  store.writes.record(makeEvents(10, { targets: [{ ...SELLER, name: 'Seller One' }] }));
  const { writes } = store;
  writes.flagEvents({ selection: { seqs: [2, 3] }, flagged: true, note: 'look', operator });
  writes.flagEntities({ entities: [SELLER], flagged: true, note: null, operator });
  writes.addNote({ seq: 4, text: 'half a pair \uD800 and “more”', operator });
  writes.placeHold({ selection: { seqs: [5, 6] }, reason: 'case 7', operator });
  writes.placeHold({ selection: { entity: SELLER }, reason: 'case 8', operator });
  writes.placeHold({ selection: { filter: EVERYTHING }, reason: 'case 9', operator });
  writes.releaseHold({ hold: 3, reason: 'case closed', operator });
  writes.markReviewed({ upToSeq: 7, note: null, operator });
  store.close();
});
afterAll(() => removeFolder(folder));

describe('flags, notes, holds and sign-offs', () => {
  it('are those that the trail tells of', () => {
    expect(checkOf(place)).toEqual({ events: 18, firstBad: null, reason: '' });
  });

  it('are still, after what they are on and what tells of them was pruned', () => {
    const store = tempStore();
    const { writes } = store;
    writes.record(makeEvents(10, { targets: [{ ...SELLER, name: null }] }));
    const { act } = writes.flagEvents({
      selection: { seqs: [2, 3] },
      flagged: true,
      note: null,
      operator,
    });
    writes.addNote({ seq: 4, text: 'gone soon', operator });
    writes.placeHold({ selection: { seqs: [5, 3] }, reason: 'case 7', operator });
    writes.flagEvents({ selection: { seqs: [3] }, flagged: false, note: null, operator });
    writes.undoFlags({ act: act ?? 0, operator });
    prune(store);
    expect(checkOf(store)).toMatchObject({ firstBad: null });
    writes.releaseHold({ hold: 1, reason: 'case closed', operator });
    prune(store);
    expect(checkOf(store)).toMatchObject({ firstBad: null });
  });

  it('are not confused with what other programs call the same', () => {
    const store = tempStore();
    const imitations = ['flag', 'hold', 'hold.release', 'note', 'prune', 'review.mark'].map(
      (action) =>
        makeEvent({
          action,
          category: 'admin',
          metadata: { hold: 1, prune: 1, runs: 1, runsHash: '' },
        }),
    );
    store.writes.record(imitations);
    expect(checkOf(store)).toMatchObject({ events: 6, firstBad: null });
  });

  it.each<[string, string, number]>([
    ['a flag was added', 'INSERT INTO flag VALUES (9, 1, 11)', 9],
    ['a flag names an event that is no act', 'UPDATE flag SET act = 4 WHERE seq = 3', 3],
    ['a flag names an act that never was', 'UPDATE flag SET act = 900 WHERE seq = 3', 3],
    ['a flag was moved to another event', 'UPDATE flag SET seq = 8 WHERE seq = 3', 8],
    ['a flag stands on no event', 'INSERT INTO flag VALUES (77, 1, 11)', 77],
    [
      'a flag on an entity was added',
      `INSERT INTO entity_flag SELECT id, 11 FROM entity WHERE type = 'hold' LIMIT 1`,
      11,
    ],
    ['a flag on an entity names another act', 'UPDATE entity_flag SET act = 11', 11],
    ['a note was changed', `UPDATE note SET text = 'all is well'`, 4],
    ['a note was moved', 'UPDATE note SET seq = 5', 5],
    [
      'a note was added',
      `INSERT INTO note (seq, occurred_at, text, act) VALUES (8, 1, 'forged', 13)`,
      8,
    ],
    ['a hold was taken away', 'DELETE FROM held_event; DELETE FROM hold WHERE id = 1', 14],
    ['all holds were taken away', 'DELETE FROM hold', 14],
    ['an event was taken out of a hold', 'DELETE FROM held_event WHERE seq = 6', 14],
    ['an event of a hold was exchanged', 'UPDATE held_event SET seq = 8 WHERE seq = 6', 14],
    ['a hold has another entity', 'UPDATE hold SET entity = entity + 1 WHERE id = 2', 15],
    ['a hold has another reason', `UPDATE hold SET reason = 'none' WHERE id = 2`, 15],
    [
      'a hold has another filter',
      `UPDATE hold SET filter = replace(filter, '"to":null', '"to":1') WHERE id = 3`,
      16,
    ],
    [
      'a hold was released behind the back of the trail',
      `UPDATE hold SET release_act = 4, release_reason = 'why not' WHERE id = 1`,
      14,
    ],
    [
      'the release of a hold was forgotten',
      'UPDATE hold SET release_act = NULL, release_reason = NULL WHERE id = 3',
      17,
    ],
    [
      'a hold was added',
      `INSERT INTO hold (kind, reason, entity, act) SELECT kind, reason, entity, act FROM hold WHERE id = 2`,
      15,
    ],
    ['a sign-off was moved on', 'UPDATE review_mark SET up_to_seq = 10', 18],
    ['a sign-off was added', 'INSERT INTO review_mark VALUES (12, 10)', 12],
  ])('are found to be tampered with: %s', (_, sql, firstBad) => {
    const check = checkTampered(place, sql);
    expect(check).toMatchObject({ events: 18, firstBad });
    expect(check.reason).not.toBe('');
  });
});
