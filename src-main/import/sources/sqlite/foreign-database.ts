import Database from 'better-sqlite3';
import { LIMITS } from '#shared/model/limits.ts';
import type { DatabaseTable } from '../packing.ts';
import { SourceProblem } from '../source-problem.ts';
import { mayBeRepaired, withoutRepairs } from './cell.ts';
import type { Cell } from './cell.ts';

/** Where a row is, to find it again and to go on behind it. */
export interface RowPlace {
  readonly key: readonly Cell[];
  /** Bytes of its values. */
  readonly bytes: number;
}

export interface Column {
  readonly name: string;
  /** 1-based place in the primary key; 0 if it is no part of it. */
  readonly keyPlace: number;
}

/** How a table is read. */
export interface TableReader {
  /** The rows behind one, at most {@link PLACES_AT_ONCE}; those at the beginning for null. */
  after(place: RowPlace | null): RowPlace[];
  /** The values of a row in the order of the columns; null if the row is gone. */
  row(place: RowPlace): Cell[] | null;
}

const PLACES_AT_ONCE = 256;

/** How long SQLite waits for another program's lock, in milliseconds. */
const BUSY_MS = 250;

/**
 * Somebody else's database, opened so that nothing in it can do more than be read
 * (reliability.md, section 4.2): only values that are stored in ordinary tables are looked at, so
 * that no view, trigger, virtual table or expression of the schema is ever run.
 */
export class ForeignDatabase {
  readonly #db: Database.Database;
  readonly #source: { readonly name: string };

  /** @throws SourceProblem if it cannot be opened */
  constructor(
    source: { readonly name: string },
    { database, nativeBinding }: Pick<DatabaseTable, 'database' | 'nativeBinding'>,
  ) {
    this.#source = source;
    this.#db = this.#guarded(() => {
      const options = { readonly: true, fileMustExist: true, timeout: BUSY_MS };
      return new Database(database, nativeBinding ? { ...options, nativeBinding } : options);
    });
    try {
      this.#guarded(() => {
        this.#db.pragma('trusted_schema = OFF');
        this.#db.pragma('query_only = ON');
        this.#db.pragma('cell_size_check = ON');
        this.#db.pragma('mmap_size = 0');
        this.#db.pragma('ignore_check_constraints = ON');
        this.#db.pragma('schema_version');
      });
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  /** Names of the ordinary tables. */
  tables(): string[] {
    return this.#guarded(() =>
      this.#db
        .prepare<[], string>(
          `SELECT name FROM sqlite_schema
          WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
            AND sql LIKE 'CREATE TABLE%' ORDER BY name`,
        )
        .pluck()
        .all(),
    );
  }

  /** The columns whose values are stored; those that are only computed are left out. */
  columns(table: string): Column[] {
    return this.#guarded(() =>
      this.#db
        .prepare<[string], Column>(
          `SELECT name, pk AS keyPlace FROM pragma_table_xinfo(?)
          WHERE hidden IN (0, 3) ORDER BY cid`,
        )
        .all(table),
    );
  }

  rows(table: string): number {
    return this.#guarded(
      () =>
        this.#db
          .prepare<[], number>(`SELECT count(*) FROM ${quoted(table)}`)
          .pluck()
          .get() ?? 0,
    );
  }

  /**
   * Looks whether the pages of a table are what they should be. Not for tables with computed
   * columns, which SQLite would compute for that; reading them finds most damage too.
   * @throws SourceProblem if they are damaged
   */
  check(table: string): void {
    const found = this.#guarded(() =>
      this.#isComputing(table)
        ? 'ok'
        : this.#db.pragma(`quick_check(${quoted(table)})`, { simple: true }),
    );
    if (found !== 'ok') throw damaged(this.#source);
  }

  /** Changes whenever another program has written to the database. */
  version(): unknown {
    return this.#guarded(() => this.#db.pragma('data_version', { simple: true }));
  }

  reader(table: string, columns: readonly Column[]): TableReader {
    return this.#guarded(() => {
      const from = quoted(table);
      const names = columns.map(({ name }) => quoted(name));
      const keys = this.#keysOf(from, columns);
      const key = keys.join(', ');
      const places = `SELECT ${key}, ${sumOf(names.map(bytesOf))} FROM ${from}`;
      const order = `ORDER BY ${key} LIMIT ${PLACES_AT_ONCE}`;
      const marks = keys.map(() => '?').join(', ');
      const first = this.#statement(`${places} ${order}`);
      const next = this.#statement(`${places} WHERE (${key}) > (${marks}) ${order}`);
      const where = keys.map((name) => `${name} = ?`).join(' AND ');
      const row = this.#statement(`SELECT ${names.join(', ')} FROM ${from} WHERE ${where}`);
      const asBytes = names.map((name) => `CAST(${name} AS BLOB)`).join(', ');
      const bytes = this.#statement(`SELECT ${asBytes} FROM ${from} WHERE ${where}`);
      return {
        after: (place) =>
          this.#guarded(() => (place ? next.all(...place.key) : first.all()).map(placeOf)),
        row: (place) =>
          this.#guarded(() => {
            const cells = row.get(...place.key);
            if (!cells?.some(mayBeRepaired) || this.#isUtf16()) return cells ?? null;
            return withoutRepairs(cells, bytes.get(...place.key) ?? []);
          }),
      };
    });
  }

  close(): void {
    this.#db.close();
  }

  /** The columns by which rows are found: the row number, or the key of tables without one. */
  #keysOf(from: string, columns: readonly Column[]): string[] {
    const taken = new Set(columns.map(({ name }) => name.toLowerCase()));
    const alias = ['rowid', '_rowid_', 'oid'].find((name) => !taken.has(name));
    if (alias !== undefined && this.#hasRowNumbers(from, alias)) return [alias];
    const keys = columns
      .filter(({ keyPlace }) => keyPlace > 0)
      .toSorted((a, b) => a.keyPlace - b.keyPlace);
    if (keys.length === 0) throw damaged(this.#source);
    return keys.map(({ name }) => quoted(name));
  }

  #hasRowNumbers(from: string, alias: string): boolean {
    try {
      this.#db.prepare(`SELECT ${alias} FROM ${from} LIMIT 0`);
      return true;
    } catch {
      return false;
    }
  }

  #isComputing(table: string): boolean {
    const computed = 'SELECT 1 FROM pragma_table_xinfo(?) WHERE hidden = 2';
    return this.#db.prepare<[string]>(computed).get(table) !== undefined;
  }

  #isUtf16(): boolean {
    return this.#db.pragma('encoding', { simple: true }) !== 'UTF-8';
  }

  #statement(sql: string): Database.Statement<Cell[], Cell[]> {
    return this.#db.prepare<Cell[], Cell[]>(sql).raw().safeIntegers();
  }

  #guarded<Value>(act: () => Value): Value {
    try {
      return act();
    } catch (error) {
      throw error instanceof Database.SqliteError ? this.#problem(error) : error;
    }
  }

  #problem(error: InstanceType<typeof Database.SqliteError>): SourceProblem {
    const cause = { cause: error };
    if (error.code.startsWith('SQLITE_BUSY') || error.code.startsWith('SQLITE_LOCKED')) {
      const hint = 'Close the program that uses it, or import a copy.';
      return new SourceProblem(
        this.#source,
        'is an SQLite database that another program holds locked',
        hint,
        cause,
      );
    }
    if (error.code.startsWith('SQLITE_READONLY') || error.code.startsWith('SQLITE_CANTOPEN')) {
      return new SourceProblem(
        this.#source,
        'is an SQLite database that was not closed properly',
        'Open it once with the program that wrote it, then import it again.',
        cause,
      );
    }
    return damaged(this.#source, cause);
  }
}

function damaged(source: { readonly name: string }, cause?: ErrorOptions): SourceProblem {
  return new SourceProblem(
    source,
    'is a damaged SQLite database',
    'Nothing of it was imported. Repair it (“sqlite3 FILE .recover”), or get it again from where it came.',
    cause,
  );
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function bytesOf(name: string): string {
  return `ifnull(octet_length(${name}), 0)`;
}

/** A sum as a balanced tree: SQLite limits the depth of expressions. */
function sumOf(terms: readonly string[]): string {
  if (terms.length < 3) return terms.join(' + ') || '0';
  const half = Math.ceil(terms.length / 2);
  return `(${sumOf(terms.slice(0, half))}) + (${sumOf(terms.slice(half))})`;
}

function placeOf(cells: Cell[]): RowPlace {
  return { key: cells.slice(0, -1), bytes: Number(cells.at(-1)) };
}

/** Rows above this are not read: no record may be that large. */
export const MOST_ROW_BYTES = LIMITS.recordBytes;
