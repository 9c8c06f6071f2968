import type { ReadDb } from '../sql/connection.ts';
import { notThere } from './chosen.ts';

/**
 * The events that people name, in the order named: by id, or by the number under which lists show
 * them, where that is no event's id.
 * @throws AnnalsError NOT_FOUND with the names of those that are not there
 */
export function seqsOf(db: ReadDb, names: readonly string[]): readonly number[] {
  const byId = db.prepare<[string], number>('SELECT seq FROM event WHERE id = ?').pluck();
  const bySeq = db.prepare<[number], number>('SELECT seq FROM event WHERE seq = ?').pluck();
  const missing: string[] = [];
  const seqs: number[] = [];
  for (const name of names) {
    const seq = byId.get(name) ?? (isNumber(name) ? bySeq.get(Number(name)) : undefined);
    if (seq === undefined) missing.push(name);
    else seqs.push(seq);
  }
  if (missing.length > 0) throw notThere('event', missing);
  return seqs;
}

function isNumber(name: string): boolean {
  return /^\d{1,15}$/u.test(name);
}
