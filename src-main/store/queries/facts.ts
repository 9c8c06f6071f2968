import type { ReadDb } from '../sql/connection.ts';
import type { StoreFacts } from '../store-api.ts';
import { headOf } from './scan.ts';

/** The store in numbers; every one is read from an index or a header, none is counted. */
export function readFacts(db: ReadDb): StoreFacts {
  const head = headOf(db);
  const text = (query: string): string => String(db.prepare(query).pluck().get());
  const edge = (query: string): number | null =>
    db.prepare<[], number | null>(query).pluck().get() ?? null;
  const pragma = (name: string): number => Number(db.pragma(name, { simple: true }));
  return {
    events: head.retained,
    headSeq: head.seq,
    oldest: edge('SELECT min(occurred_at) FROM event'),
    newest: edge('SELECT max(occurred_at) FROM event'),
    bytes: pragma('page_count') * pragma('page_size'),
    schemaVersion: pragma('user_version'),
    sqliteVersion: text('SELECT sqlite_version()'),
    chainId: text('SELECT lower(hex(id)) FROM chain'),
  };
}
