import { rm } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api';
import { literal } from './condition.ts';

/** What the staged lines have: the columns of `event`, and the targets, which get their own table. */
const STAGED = {
  seq: 'INTEGER',
  id: 'VARCHAR',
  occurred_at: 'BIGINT',
  category: 'VARCHAR',
  action: 'VARCHAR',
  outcome: 'VARCHAR',
  severity: 'TINYINT',
  source: 'VARCHAR',
  actor_id: 'VARCHAR',
  actor_name: 'VARCHAR',
  target: 'VARCHAR',
  target_name: 'VARCHAR',
  target_count: 'INTEGER',
  intent: 'VARCHAR',
  message: 'VARCHAR',
  ip: 'VARCHAR',
  correlation_id: 'VARCHAR',
  error_type: 'VARCHAR',
  batch: 'INTEGER',
  // All searched fields in one, in lower case: one look instead of a dozen.
  searched: 'VARCHAR',
  targets: 'STRUCT(type VARCHAR, key VARCHAR)[]',
} as const;

/** With the numbers that they have in the store, which put those in order that are as frequent. */
const ENTITY = { id: 'INTEGER', type: 'VARCHAR', key: 'VARCHAR' } as const;

/** The same tables as Annals has; a list of targets in each row was slower in every question. */
const TABLES = [
  'CREATE TABLE event AS SELECT * EXCLUDE (targets) FROM staged',
  `CREATE TABLE event_target AS SELECT entity.id AS entity, seq
     FROM (SELECT seq, unnest(targets) AS target FROM staged)
     JOIN entity ON entity.type = target.type AND entity.key = target.key`,
  'CHECKPOINT',
];

/** Text in DuckDB. */
export function containsText(text: string): string {
  return `contains(searched, ${literal(text.toLowerCase())})`;
}

/** Rows as DuckDB's own values: numbers, bigints, text, null. */
export type DuckRows = readonly (readonly unknown[])[];

/** Makes a database of JSON lines: events with the fields above, and entities (id, type, key). */
export async function loadDuckDB(
  path: string,
  { events, entities }: { readonly events: string; readonly entities: string },
): Promise<void> {
  await rm(path, { force: true });
  const instance = await DuckDBInstance.create(path);
  try {
    const connection = await instance.connect();
    await connection.run(`CREATE TEMP TABLE staged AS ${readLines(events, STAGED)}`);
    await connection.run(`CREATE TABLE entity AS ${readLines(entities, ENTITY)}`);
    for (const statement of TABLES) await connection.run(statement);
    connection.closeSync();
  } finally {
    instance.closeSync();
  }
}

function readLines(file: string, types: Readonly<Record<string, string>>): string {
  const columns = Object.entries(types).map(([name, type]) => `${name}: '${type}'`);
  return `SELECT * FROM read_json(${literal(file)}, format = 'newline_delimited',
    columns = {${columns.join(', ')}})`;
}

/** DuckDB with its default settings, in this process. */
export class DuckDB {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  static async open(path: string): Promise<DuckDB> {
    const instance = await DuckDBInstance.create(path, { access_mode: 'READ_ONLY' });
    return new DuckDB(instance, await instance.connect());
  }

  /** Prepares queries; the answer runs them, one after another, and reads all rows. */
  async prepare(...queries: readonly string[]): Promise<() => Promise<DuckRows[]>> {
    const statements: DuckDBPreparedStatement[] = [];
    for (const query of queries) statements.push(await this.#connection.prepare(query));
    return async () => {
      const answers: DuckRows[] = [];
      for (const statement of statements) {
        const reader = await statement.runAndReadAll();
        answers.push(reader.getRows());
      }
      return answers;
    };
  }

  /** The only number that a query answers. */
  async number(query: string): Promise<number> {
    const run = await this.prepare(query);
    const [rows] = await run();
    return Number(rows?.[0]?.[0]);
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

/** Version of DuckDB and number of its threads, by default. */
export async function duckdbFacts(): Promise<{
  readonly version: string;
  readonly threads: number;
}> {
  const instance = await DuckDBInstance.create(':memory:');
  try {
    const connection = await instance.connect();
    const reader = await connection.runAndReadAll(`SELECT version(), current_setting('threads')`);
    const [version, threads] = reader.getRows()[0] ?? [];
    return { version: String(version), threads: Number(threads) };
  } finally {
    instance.closeSync();
  }
}
