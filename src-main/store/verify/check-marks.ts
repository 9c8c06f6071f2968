import { LIMITS } from '#shared/model/limits.ts';
import { Pace } from '../pace.ts';
import type { ReadDb } from '../sql/connection.ts';
import type { Sliced } from '../store-api.ts';
import { ActReader } from './acts.ts';
import type { ToldAct } from './acts.ts';
import type { Finding } from './finding.ts';

/**
 * Checks that flags, notes and sign-offs are those that the trail tells of. The other way round is
 * not checked: whether a flag was taken off rightly, its own acts do not tell.
 */

interface FlagRow {
  readonly seq: number;
  readonly act: number;
  /** Of the event that is flagged; null if it is not there. */
  readonly id: string | null;
}

const FLAGS_AT_ONCE = 512;

/** Flags on events, in order of seq. */
export function* checkFlags(db: ReadDb): Sliced<Finding | null> {
  const next = db.prepare<[number, number], FlagRow>(
    `SELECT flag.seq, flag.act, event.id FROM flag LEFT JOIN event ON event.seq = flag.seq
     WHERE flag.seq > ? ORDER BY flag.seq LIMIT ?`,
  );
  const acts = new ActReader(db);
  const flagged = new Map<number, number>();
  const pace = new Pace();
  let after = -Infinity;
  for (;;) {
    const rows = next.all(after, FLAGS_AT_ONCE);
    for (const { seq, act, id } of rows) {
      const count = (flagged.get(act) ?? 0) + 1;
      flagged.set(act, count);
      after = seq;
      const told = acts.read(act);
      if (told === 'pruned' && id !== null) continue;
      if (id === null || !told || told === 'pruned' || !explains(acts, told, 'event', id, count)) {
        return { seq, reason: 'The trail does not tell of the flag on the event.' };
      }
    }
    if (rows.length < FLAGS_AT_ONCE) return null;
    yield* pace.breathe();
  }
}

/** Flags on entities; a finding is about the act that one names. */
export function checkEntityFlags(db: ReadDb): Finding | null {
  const rows = db
    .prepare<[], { act: number; type: string | null; key: string | null }>(
      `SELECT act, type, key FROM entity_flag LEFT JOIN entity ON entity.id = entity_flag.entity
       ORDER BY act`,
    )
    .all();
  const acts = new ActReader(db);
  const flagged = new Map<number, number>();
  for (const { act, type, key } of rows) {
    const count = (flagged.get(act) ?? 0) + 1;
    flagged.set(act, count);
    const told = acts.read(act);
    if (told === 'pruned') continue;
    if (!told || type === null || key === null || !explains(acts, told, type, key, count)) {
      return { seq: act, reason: 'The trail does not tell of a flag on an entity.' };
    }
  }
  return null;
}

/** Notes on events, word for word. */
export function* checkNotes(db: ReadDb): Sliced<Finding | null> {
  const next = db.prepare<
    [number, number],
    { rowid: number; seq: number; text: string; act: number; id: string | null }
  >(
    `SELECT note.id AS rowid, note.seq, note.text, note.act, event.id
     FROM note LEFT JOIN event ON event.seq = note.seq
     WHERE note.id > ? ORDER BY note.id LIMIT ?`,
  );
  const acts = new ActReader(db);
  const pace = new Pace();
  let finding: Finding | null = null;
  let after = -Infinity;
  for (;;) {
    const rows = next.all(after, FLAGS_AT_ONCE);
    for (const { rowid, seq, text, act, id } of rows) {
      after = rowid;
      const told = acts.read(act);
      const isTold =
        id !== null &&
        (told === 'pruned' ||
          (told?.action === 'note' &&
            isText(told.metadata['note'], text) &&
            acts.names(told, 'event', id)));
      if (!isTold && (finding === null || seq < finding.seq)) {
        finding = {
          seq,
          reason: 'The trail does not tell of a note on the event, or tells another.',
        };
      }
    }
    if (rows.length < FLAGS_AT_ONCE) return finding;
    yield* pace.breathe();
  }
}

/** Sign-offs that the trail was looked through. */
export function checkReviewMarks(db: ReadDb): Finding | null {
  const acts = new ActReader(db);
  const marks = db
    .prepare<[], { act: number; upToSeq: number }>(
      'SELECT act, up_to_seq AS upToSeq FROM review_mark ORDER BY act',
    )
    .all();
  const untold = marks.find(({ act, upToSeq }) => {
    const told = acts.read(act);
    if (told === 'pruned') return false;
    return told?.action !== 'review.mark' || told.metadata['upToSeq'] !== upToSeq;
  });
  return untold
    ? { seq: untold.act, reason: 'The trail does not tell of a sign-off as it is in the store.' }
    : null;
}

/** True if what a person wrote is what the store kept, which makes text well-formed. */
export function isText(told: unknown, kept: string | null): boolean {
  return typeof told === 'string' && told.toWellFormed() === kept;
}

/**
 * True if an act of flagging tells of a flag. An act on very many things names only some of them, but
 * says how many there were.
 * @param count of the flags that name the act, this one included
 */
function explains(
  acts: ActReader,
  told: ToldAct,
  type: string,
  key: string,
  count: number,
): boolean {
  const { action, affectedCount } = told;
  if (action !== 'flag' || affectedCount === null || count > affectedCount) return false;
  return affectedCount > LIMITS.targets || acts.names(told, type, key);
}
