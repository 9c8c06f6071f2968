import { firstBytes } from '../file-bytes.ts';
import { fieldName } from '../../mappings/field-index.ts';
import { GENERIC_FIELDS } from '../../mappings/generic-fields.ts';
import { TIME_NAMES_SHOWN, isTimeName } from '../../mappings/generic.ts';
import type { DatabaseTable } from '../packing.ts';
import { SourceProblem } from '../source-problem.ts';
import { shownName } from '../shown-name.ts';
import type { ImportSource } from '../sources.ts';
import { ForeignDatabase } from './foreign-database.ts';

interface Wish {
  /** Where the database can be read. */
  readonly database: string;
  /** The table that the operator named. */
  readonly wanted: string | undefined;
  readonly nativeBinding: string | undefined;
}

/** In the header of every Annals store, and where. */
const STORE_MARK = { text: 'ANLS', at: 68 };

const TABLES_SHOWN = 20;
const TABLES_OFFERED = 50;

/** Every name that the generic mapping looks for, but for those of nested fields. */
const KNOWN_NAMES: ReadonlySet<string> = new Set(
  Object.values(GENERIC_FIELDS)
    .flat()
    .filter((name) => !name.includes('.')),
);

/**
 * The table of a database that looks most like events: it has a column for the time, most columns
 * with names that audit logs use, and, of several such, most rows. Its pages are checked.
 * @throws SourceProblem if there is none, or not the one that is wanted, or if it is damaged; also
 * for a store of Annals
 */
export async function findTable(
  source: ImportSource,
  { database, wanted, nativeBinding }: Wish,
): Promise<DatabaseTable> {
  await refuseStore(source);
  const foreign = new ForeignDatabase(source, { database, nativeBinding });
  try {
    const tables = foreign.tables();
    const table = wanted === undefined ? mostLikely(foreign, tables) : named(tables, wanted);
    if (table === undefined) throw notFound(source, tables, wanted);
    foreign.check(table);
    const others = tables.filter((name) => name !== table).slice(0, TABLES_OFFERED);
    const sizes = [table, ...others].map((name) => ({ name, rows: foreign.rows(name) }));
    return { database, table, tables: sizes, nativeBinding };
  } finally {
    foreign.close();
  }
}

async function refuseStore(source: ImportSource): Promise<void> {
  const header = await firstBytes(source, STORE_MARK.at + STORE_MARK.text.length);
  if (header.toString('latin1', STORE_MARK.at) !== STORE_MARK.text) return;
  throw new SourceProblem(
    source,
    'is a store of Annals, not a file to import',
    'Open it instead (“--store FILE” on the command line).',
    { code: 'FILE_UNRECOGNISED' },
  );
}

/** SQLite takes no notice of upper and lower case in names. */
function named(tables: readonly string[], wanted: string): string | undefined {
  return tables.find((name) => name.toLowerCase() === wanted.toLowerCase());
}

function mostLikely(foreign: ForeignDatabase, tables: readonly string[]): string | undefined {
  const candidates = tables.flatMap((table) => {
    const names = foreign.columns(table).map(({ name }) => name);
    if (!names.some(isTimeName)) return [];
    return [{ table, known: names.filter((name) => KNOWN_NAMES.has(fieldName(name))).length }];
  });
  const known = Math.max(...candidates.map((candidate) => candidate.known));
  const [first, ...others] = candidates
    .filter((candidate) => candidate.known === known)
    .map(({ table }) => table);
  if (first === undefined || others.length === 0) return first;
  return [first, ...others]
    .map((table) => ({ table, rows: foreign.rows(table) }))
    .reduce((most, next) => (next.rows > most.rows ? next : most)).table;
}

function notFound(
  source: ImportSource,
  tables: readonly string[],
  wanted: string | undefined,
): SourceProblem {
  const code = { code: 'FILE_UNRECOGNISED' } as const;
  if (tables.length === 0) {
    const hint = 'Choose the database that holds the events.';
    return new SourceProblem(source, 'is an SQLite database without tables', hint, code);
  }
  const shown = tables.slice(0, TABLES_SHOWN).map(shownName).join(', ');
  const more = tables.length > TABLES_SHOWN ? ', …' : '';
  return wanted === undefined
    ? new SourceProblem(
        source,
        `is an SQLite database in which no table has a column for the time (tables: ${shown}${more})`,
        `One column must be named as ${TIME_NAMES_SHOWN}; or name the table that holds the events.`,
        code,
      )
    : new SourceProblem(
        source,
        `is an SQLite database without a table “${shownName(wanted)}” (tables: ${shown}${more})`,
        'Name one of these tables.',
        code,
      );
}
