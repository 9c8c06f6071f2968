import type { Statement } from 'better-sqlite3';
import type { ReadDb } from './connection.ts';

const STATEMENTS = new WeakMap<ReadDb, Map<string, Statement>>();

/**
 * A statement of a connection, prepared once. For texts that are constants of the program: each
 * is kept as long as the connection.
 */
export function prepared<Row>(db: ReadDb, text: string): Statement<unknown[], Row> {
  const statements = STATEMENTS.get(db) ?? new Map<string, Statement>();
  STATEMENTS.set(db, statements);
  const statement = statements.get(text) ?? db.prepare(text);
  statements.set(text, statement);
  return statement as Statement<unknown[], Row>;
}
