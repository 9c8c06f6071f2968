import { fold } from '#shared/text/fold.ts';
import type { ReadDb, WriteDb } from '../sql/connection.ts';
import type { Sliced, TextProgress } from '../store-api.ts';
import { NAMED_FIELDS, SEPARATOR, namesOfTargets } from './searched-text.ts';

/**
 * The index of text (`event_text`): which trigrams the folded text of an event holds. It narrows a
 * search down to few events (text-candidates.ts), is no part of the trail, and follows it.
 */

/** Characters indexed in one transaction, in some 10 ms. */
const STEP_CHARS = 65_536;
/**
 * Pages of the index merged in one transaction, in some 5 ms. It is three times what a step adds,
 * because every page is merged again as the index grows.
 */
const STEP_PAGES = 64;
/** Events read at once. */
const READ_EVENTS = 64;
/** Up to so many characters, a field is looked for in those before it. */
const COMPARED_CHARS = 4_096;
/** Pages rewritten in one step of {@link purgeText}; some 15 ms. */
const PURGE_PAGES = 64;

/** How far the index reaches, and how far the trail. */
export function textProgress(db: ReadDb): TextProgress {
  const progress = db
    .prepare<[], TextProgress>(
      'SELECT (SELECT seq FROM text_progress) AS upTo, (SELECT seq FROM head) AS headSeq',
    )
    .get();
  if (!progress) throw new Error('SQLite did not answer');
  return progress;
}

/**
 * Indexes some of the events that are not indexed yet, in one transaction. It is no act: the trail
 * and its head stay as they are.
 */
export function indexText(db: WriteDb): TextProgress {
  const before = textProgress(db);
  // Looking costs no lock.
  if (before.upTo >= before.headSeq) return before;
  return db.transaction(() => indexSome(db)).immediate();
}

/**
 * Takes events out of the index, within the transaction that prunes them. Their trigrams are in
 * the file until {@link purgeText} has run; events that were not indexed are passed over.
 */
export function forgetText(db: WriteDb, seqs: Iterable<number>): void {
  const forget = db.prepare<[number]>('DELETE FROM event_text WHERE rowid = ?');
  for (const seq of seqs) forget.run(seq);
}

/**
 * Writes the index anew without the events that were taken out, so that nothing of them is left in
 * the file, in slices that are transactions of their own. It can be begun again at any time.
 */
export function* purgeText(db: WriteDb): Sliced<void> {
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck();
  const step = db.transaction(() => {
    const before = Number(changes.get());
    // Negative: all parts of the index into one, as `optimize` does without a pause.
    merge(db, -PURGE_PAGES);
    return Number(changes.get()) - before;
  });
  // The command itself counts as one change.
  while (step.immediate() > 1) yield;
}

/**
 * Empties the index, so that it is begun anew: cheaper than {@link purgeText} where much of it went.
 * Searches look through the events themselves until it has caught up.
 */
export function forgetAllText(db: WriteDb): void {
  db.transaction(() => {
    db.exec(`INSERT INTO event_text (event_text) VALUES ('delete-all')`);
    db.prepare('UPDATE text_progress SET seq = 0').run();
  }).immediate();
}

interface TextRow {
  readonly seq: number;
  readonly fields: string;
  readonly targets: string;
}

function indexSome(db: WriteDb): TextProgress {
  const next = db.prepare<[number, number], TextRow>(
    `SELECT event.seq, ${NAMED_FIELDS.text} AS fields, event.targets FROM event
     WHERE event.seq > ? ORDER BY event.seq LIMIT ?`,
  );
  const add = db.prepare<[number, string]>('INSERT INTO event_text (rowid, folded) VALUES (?, ?)');
  const { upTo: before, headSeq } = textProgress(db);
  let upTo = before;
  let chars = 0;
  while (upTo < headSeq && chars < STEP_CHARS) {
    const rows = next.all(upTo, READ_EVENTS);
    // Events may have been pruned that were never indexed.
    if (rows.length === 0) upTo = headSeq;
    for (const row of rows) {
      if (chars >= STEP_CHARS) break;
      const text = indexedText(row);
      add.run(row.seq, text);
      chars += text.length;
      upTo = row.seq;
    }
  }
  merge(db, STEP_PAGES);
  db.prepare('UPDATE text_progress SET seq = ?').run(upTo);
  return { upTo, headSeq };
}

/** SQLite takes the number for an integer only if it is one. */
function merge(db: WriteDb, pages: number): void {
  db.prepare<[string, bigint]>('INSERT INTO event_text (event_text, rank) VALUES (?, ?)').run(
    'merge',
    BigInt(pages),
  );
}

/**
 * The searched fields of an event, one a line. A field that another contains, as most messages
 * contain the action and its target, adds no trigram and is left out.
 */
function indexedText({ fields, targets }: TextRow): string {
  let text = '';
  for (const field of [...fold(fields).split(SEPARATOR), ...namesOfTargets(fold(targets))]) {
    if (text.length > COMPARED_CHARS || !text.includes(field)) text += `${field}\n`;
  }
  // The last character too is followed by two others, and so begins a trigram.
  return `${text}\n`;
}
