import type { EventReview, Hold } from '#shared/model/review.ts';
import { formatIsoTime } from '#shared/time/iso-time.ts';
import { Pace } from '../pace.ts';
import { scan } from '../queries/scan.ts';
import { filterOf } from '../review/held-count.ts';
import type { HoldRow } from '../review/held-count.ts';
import { readHolds } from '../review/review-reads.ts';
import { SeqSet } from '../seq-set.ts';
import type { SeqRun } from '../seq-set.ts';
import type { ReadDb } from '../sql/connection.ts';
import type { Sliced } from '../store-api.ts';
import type { BundleContents } from './contents.ts';

/** What people added: review.jsonl and holds.jsonl (docs/evidence-bundle.md). */

/** The holds in force that keep some of the chosen events, each with those that it keeps. */
export type HeldEvents = ReadonlyMap<number, { readonly hold: Hold; readonly seqs: SeqSet }>;

/** Neighbouring events whose marks are looked up together. */
const EVENTS_AT_ONCE = 512;

/** Finds which of the chosen events are held. */
export function* findHeld(db: ReadDb, chosen: SeqSet, upToSeq: number): Sliced<HeldEvents> {
  const held = new Map<number, { hold: Hold; seqs: SeqSet }>();
  const inForce = new Map(
    db
      .prepare<[], HoldRow>('SELECT * FROM hold WHERE release_act IS NULL')
      .all()
      .map((row) => [row.id, row]),
  );
  if (inForce.size === 0) return held;
  for (const hold of yield* readHolds(db)) {
    const row = inForce.get(hold.id);
    if (!row) continue;
    const seqs = yield* keptBy(db, row, upToSeq);
    seqs.intersect(chosen);
    if (!seqs.runs().next().done) held.set(hold.id, { hold, seqs });
  }
  return held;
}

function* keptBy(db: ReadDb, hold: HoldRow, upToSeq: number): Sliced<SeqSet> {
  const seqs = new SeqSet(upToSeq);
  const pace = new Pace();
  const filter = filterOf(hold);
  const windows = filter
    ? scan(db, { filter, order: 'recorded', after: null, upToSeq })
    : [listedIn(db, hold)];
  for (const window of windows) {
    for (const seq of window) if (seq <= upToSeq) seqs.add(seq);
    yield* pace.breathe();
  }
  return seqs;
}

function listedIn(db: ReadDb, { kind, id, entity }: HoldRow): readonly number[] {
  const query =
    kind === 'entity'
      ? 'SELECT seq FROM event_target WHERE entity = ?'
      : 'SELECT seq FROM held_event WHERE hold = ?';
  return db
    .prepare<[number | null], number>(query)
    .pluck()
    .all(kind === 'entity' ? entity : id);
}

/** The lines of holds.jsonl. */
export function* holdLines({ held, counts }: BundleContents): Generator<string> {
  for (const { hold } of held.values()) {
    const { id, kind, reason, at, operator, entity, filter } = hold;
    counts.holds += 1;
    yield JSON.stringify({ id, kind, reason, at: isoOrNull(at), operator, entity, filter });
  }
}

/** The lines of review.jsonl: events that have a flag, a note, or a hold. */
export function* reviewLines({
  db,
  whole,
  proofOnly,
  held,
  counts,
}: BundleContents): Generator<string> {
  const marks = markReader(db);
  for (const run of windowsOf(whole)) {
    counts.rowsRead += run.last - run.first + 1;
    const { flags, notes } = marks(run);
    for (let seq = run.first; seq <= run.last; seq += 1) {
      if (proofOnly.has(seq)) continue;
      const flag = flags.get(seq) ?? null;
      const noted = notes.get(seq) ?? [];
      const holds = [...held].filter(([, { seqs }]) => seqs.has(seq)).map(([id]) => id);
      if (flag === null && noted.length === 0 && holds.length === 0) continue;
      counts.reviewed += 1;
      yield JSON.stringify({ seq, flag, notes: noted, holds });
    }
  }
}

function* windowsOf(seqs: SeqSet): Generator<SeqRun> {
  for (const { first, last } of seqs.runs()) {
    for (let next = first; next <= last; next += EVENTS_AT_ONCE) {
      yield { first: next, last: Math.min(last, next + EVENTS_AT_ONCE - 1) };
    }
  }
}

type Printed<Mark> = Omit<Mark, 'at'> & { readonly at: string | null };
type Flag = Printed<NonNullable<EventReview['flag']>>;
type Note = Printed<EventReview['notes'][number]>;

/** Reads the flags and notes of neighbouring events, as the acts that set them tell. */
function markReader(db: ReadDb): (run: SeqRun) => {
  readonly flags: ReadonlyMap<number, Flag>;
  readonly notes: ReadonlyMap<number, readonly Note[]>;
} {
  const told = 'told.occurred_at AS at, ifnull(told.actor_name, told.actor_id) AS operator';
  const flagsOf = db.prepare<
    [number, number],
    NonNullable<EventReview['flag']> & { readonly seq: number }
  >(
    `SELECT flag.seq, flag_act.note, told.id AS eventId, ${told}
     FROM flag JOIN flag_act USING (act) LEFT JOIN event AS told ON told.seq = flag.act
     WHERE flag.seq BETWEEN ? AND ?`,
  );
  const notesOf = db.prepare<
    [number, number],
    EventReview['notes'][number] & { readonly seq: number }
  >(
    `SELECT note.seq, note.text, ${told} FROM note LEFT JOIN event AS told ON told.seq = note.act
     WHERE note.seq BETWEEN ? AND ? ORDER BY note.id`,
  );
  return ({ first, last }) => {
    const flags = new Map<number, Flag>();
    for (const { seq, at, ...flag } of flagsOf.all(first, last)) {
      flags.set(seq, { ...flag, at: isoOrNull(at) });
    }
    const notes = new Map<number, Note[]>();
    for (const { seq, at, ...note } of notesOf.all(first, last)) {
      const before = notes.get(seq) ?? [];
      notes.set(seq, [...before, { ...note, at: isoOrNull(at) }]);
    }
    return { flags, notes };
  };
}

function isoOrNull(at: number | null): string | null {
  return at === null ? null : formatIsoTime(at);
}
