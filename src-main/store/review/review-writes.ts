import type { TrailWriter } from '../queries/trail-writer.ts';
import type { WriteDb } from '../sql/connection.ts';
import type { StoreWrites } from '../store-api.ts';
import { prepareChosen } from './chosen.ts';
import { FlagWrites } from './flag-writes.ts';
import { HoldWrites } from './hold-writes.ts';
import { NoteWrites } from './note-writes.ts';
import { ReviewMarks } from './review-marks.ts';
import { ReviewTrail } from './review-trail.ts';

export type ReviewWrites = Pick<
  StoreWrites,
  | 'flagEvents'
  | 'flagEntities'
  | 'undoFlags'
  | 'addNote'
  | 'placeHold'
  | 'releaseHold'
  | 'markReviewed'
>;

/**
 * The writes of reviewing, on a connection that knows the functions of text search.
 * @param clock now, in integer milliseconds UTC
 */
export function reviewWrites(db: WriteDb, trail: TrailWriter, clock: () => number): ReviewWrites {
  prepareChosen(db);
  const review = new ReviewTrail(db, trail, clock);
  const flags = new FlagWrites(db, review);
  const notes = new NoteWrites(db, review);
  const holds = new HoldWrites(db, review);
  const marks = new ReviewMarks(db, review);
  return {
    flagEvents: (request) => flags.flagEvents(request),
    flagEntities: (request) => flags.flagEntities(request),
    undoFlags: (request) => flags.undoFlags(request),
    addNote: (request) => notes.addNote(request),
    placeHold: (request) => holds.placeHold(request),
    releaseHold: (request) => holds.releaseHold(request),
    markReviewed: (request) => marks.markReviewed(request),
  };
}
