import { arch, cpus, totalmem } from 'node:os';
import Database from 'better-sqlite3';
import { duckdbFacts } from '../contenders/duckdb.ts';
import { versionOf } from '../contenders/open.ts';

/** What the numbers were measured on and with. */
export interface Machine {
  readonly processors: string;
  readonly memoryGib: number;
  readonly system: string;
  readonly node: string;
  readonly electron: string;
  readonly sqlite: string;
  readonly duckdb: { readonly version: string; readonly threads: number };
  /** Null where they are not installed. */
  readonly sqlite3: string | null;
  readonly grep: string | null;
}

export async function describeMachine(electron: string): Promise<Machine> {
  const processors = cpus();
  const db = new Database(':memory:');
  try {
    return {
      processors: `${processors.length} × ${processors[0]?.model ?? arch()}`,
      memoryGib: Math.round(totalmem() / 2 ** 30),
      system: `${process.platform} ${arch()}`,
      node: process.versions.node,
      electron,
      sqlite: String(db.prepare('SELECT sqlite_version()').pluck().get()),
      duckdb: await duckdbFacts(),
      sqlite3: versionOf('sqlite3')?.split(' ')[0] ?? null,
      grep: versionOf('grep'),
    };
  } finally {
    db.close();
  }
}
