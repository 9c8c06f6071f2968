import { expect, it } from 'vitest';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import { operator, reviewedStore } from './support.ts';

it('says of many events at once which are flagged, noted or held, and leaves out the rest', () => {
  const { reads, writes } = reviewedStore(6);
  writes.flagEvents({ selection: { seqs: [1, 2] }, flagged: true, note: null, operator });
  writes.addNote({ seq: 2, text: 'ask Ada', operator });
  writes.placeHold({ selection: { seqs: [3] }, reason: 'case 7', operator });
  expect(reads.reviewMarks([1, 2, 3, 4, 999])).toEqual([
    { seq: 1, isFlagged: true, isNoted: false, isHeld: false },
    { seq: 2, isFlagged: true, isNoted: true, isHeld: false },
    { seq: 3, isFlagged: false, isNoted: false, isHeld: true },
  ]);
  writes.placeHold({ selection: { filter: EVERYTHING }, reason: 'all of it', operator });
  expect(reads.reviewMarks([4])).toEqual([
    { seq: 4, isFlagged: false, isNoted: false, isHeld: true },
  ]);
});
