import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Changes what an event says in the store of a test, behind the back of the app that has it open. */
export function changeMessage(home: string, seq: number, message: string): void {
  const db = new Database(join(home, 'data', 'audit.db'));
  try {
    const triggers = db
      .prepare<[], { name: string; sql: string }>(
        `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`,
      )
      .all();
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
    db.prepare('UPDATE event SET message = ? WHERE seq = ?').run(message, seq);
    // As whoever covers their traces would.
    for (const { sql } of triggers) db.exec(sql);
  } finally {
    db.close();
  }
}
