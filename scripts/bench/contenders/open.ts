import { spawnSync } from 'node:child_process';
import type { PreparedStore } from '../prepared-store.ts';
import { openAnnals } from './annals.ts';
import type { Annals } from './annals.ts';
import { DuckDB } from './duckdb.ts';
import { Grep } from './grep.ts';
import { SqliteCli } from './sqlite-cli.ts';

/** Everybody who answers questions about one store; null where a tool is not installed. */
export interface Contenders {
  readonly annals: Annals;
  readonly duckdb: DuckDB;
  readonly sqlite: SqliteCli | null;
  readonly grep: Grep | null;
  close(): Promise<void>;
}

export async function openContenders(store: PreparedStore): Promise<Contenders> {
  const annals = await openAnnals(store);
  const duckdb = await DuckDB.open(store.duckdb);
  const sqlite = versionOf('sqlite3') === null ? null : new SqliteCli(store.path);
  const grep = versionOf('grep') === null ? null : new Grep(store.text);
  return {
    annals,
    duckdb,
    sqlite,
    grep,
    close: async () => {
      sqlite?.close();
      grep?.close();
      duckdb.close();
      await annals.close();
    },
  };
}

/** The first line of what a tool says about its version; null if it is not installed. */
export function versionOf(tool: string): string | null {
  const { status, stdout } = spawnSync(tool, ['--version'], { encoding: 'utf8' });
  return status === 0 ? (stdout.split('\n')[0] ?? '') : null;
}
