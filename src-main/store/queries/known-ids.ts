import type { ReadDb } from '../sql/connection.ts';

/**
 * Which of some ids events of the store have. For previews of imports: what is known would not be
 * added again.
 */
export function knownIds(db: ReadDb, ids: readonly string[]): string[] {
  return db
    .prepare<[string], string>('SELECT id FROM event WHERE id IN (SELECT value FROM json_each(?))')
    .pluck()
    .all(JSON.stringify(ids));
}
