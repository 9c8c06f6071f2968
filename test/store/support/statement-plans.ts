import type { ReadDb } from '../../../src-main/store/sql/connection.ts';

/** A statement that was prepared, and the steps in which SQLite runs it. */
export interface StatementPlan {
  readonly text: string;
  readonly steps: readonly string[];
}

/** The plan of every statement that some work prepares through a connection. */
export function plansOf(db: ReadDb, work: (watched: ReadDb) => void): StatementPlan[] {
  const texts = new Set<string>();
  const prepare = db.prepare.bind(db);
  work(
    new Proxy(db, {
      get: (target, name) =>
        name === 'prepare'
          ? (text: string) => {
              texts.add(text);
              return prepare(text);
            }
          : (Reflect.get(target, name) as unknown),
    }),
  );
  return [...texts].map((text) => {
    const values = Array.from(text.matchAll(/\?/gu), () => null);
    const steps = prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${text}`)
      .all(...values)
      .map(({ detail }) => detail);
    return { text, steps };
  });
}
