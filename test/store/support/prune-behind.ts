import Database from 'better-sqlite3';

/**
 * Takes events out of a store file, as a prune does, without what a prune says about it. The lens
 * learns of it by the number of pruned events.
 */
export function pruneBehind(path: string, seqs: readonly number[]): void {
  const db = new Database(path);
  try {
    db.transaction(() => {
      const triggers = db
        .prepare<[], { name: string; sql: string }>(
          `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '%_delete'`,
        )
        .all();
      for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
      for (const seq of seqs) {
        const { changes } = db.prepare('DELETE FROM event WHERE seq = ?').run(seq);
        db.prepare('DELETE FROM event_target WHERE seq = ?').run(seq);
        db.prepare('UPDATE head SET retained = retained - ?, pruned = pruned + ?').run(
          changes,
          changes,
        );
      }
      for (const { sql } of triggers) db.exec(sql);
    }).immediate();
  } finally {
    db.close();
  }
}
