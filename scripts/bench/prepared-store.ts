import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { MIGRATIONS } from '../../src-main/store/schema/migrations/index.ts';
import { newestVersion } from '../../src-main/store/schema/migrate.ts';
import { cacheFolder, ensureCached, exists } from '../electron/cache.ts';
import { sayWhenDone } from '../say.ts';
import { copyForContenders } from './contenders/copy.ts';
import { corpusOf, forgetCorpus } from './corpus.ts';
import { demandDiskSpace } from './disk-space.ts';
import { measureImport } from './import-bench.ts';
import type { ImportMeasurement } from './import-bench.ts';
import type { Size } from './options.ts';

/** A store with the copies that the other contenders work on, as plain data. */
export interface PreparedStore {
  readonly events: Size;
  /** As ANNALS_HOME; the store is its default store. */
  readonly home: string;
  readonly path: string;
  readonly stateFolder: string;
  readonly duckdb: string;
  readonly text: string;
  readonly imported: ImportMeasurement;
}

/** Changes when the folder's layout or the copies do. */
const LAYOUT = 2;

/** Up to so many events, a store is made anew in each run, so that its import is measured then. */
const QUICK_EVENTS = 100_000;

/**
 * The store of so many events, kept in the cache for as long as its schema is the newest, because
 * making a large one takes minutes.
 * @throws SetupError without space or generator
 */
export async function prepareStore(events: Size, isFresh: boolean): Promise<PreparedStore> {
  const folder = join(cacheFolder(), 'bench', `store-${events}-${schemaKey()}-${LAYOUT}`);
  if (isFresh || events <= QUICK_EVENTS) await rm(folder, { recursive: true, force: true });
  await forgetOthers(folder, events);
  if (!(await exists(folder))) await demandDiskSpace(dirname(folder), events);
  await ensureCached(folder, (scratch) => build(events, scratch));
  const imported = JSON.parse(await readFile(join(folder, 'import.json'), 'utf8')) as unknown;
  return { ...pathsOf(folder), events, imported: imported as ImportMeasurement };
}

async function build(events: Size, scratch: string): Promise<string> {
  const folder = join(scratch, 'store');
  const { path, home, duckdb, text } = pathsOf(folder);
  const count = events.toLocaleString('en-US');
  const corpus = await corpusOf(events);
  await mkdir(dirname(path), { recursive: true });
  const imported = await sayWhenDone(`Imported ${count} events`, () =>
    measureImport(corpus, path, home),
  );
  await forgetCorpus(events);
  await writeFile(join(folder, 'import.json'), JSON.stringify(imported));
  await sayWhenDone('Copied them for the other contenders', () =>
    copyForContenders(path, { duckdb, text }),
  );
  return folder;
}

function pathsOf(folder: string): Omit<PreparedStore, 'events' | 'imported'> {
  const home = join(folder, 'home');
  return {
    home,
    path: join(home, 'data', 'audit.db'),
    stateFolder: join(home, 'state'),
    duckdb: join(folder, 'contender.duckdb'),
    text: join(folder, 'searched.txt'),
  };
}

/** Version and content of the schema, which may still change before it lands. */
function schemaKey(): string {
  const content = MIGRATIONS.map(({ sql }) => sql).join('\n');
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 8);
  return `schema-${newestVersion(MIGRATIONS)}-${hash}`;
}

/** Stores of other schemas would fill the disk for nothing. */
async function forgetOthers(folder: string, events: Size): Promise<void> {
  const parent = dirname(folder);
  await mkdir(parent, { recursive: true });
  for (const name of await readdir(parent)) {
    const isOld = name.startsWith(`store-${events}-`) && !name.startsWith(basename(folder));
    if (isOld) await rm(join(parent, name), { recursive: true, force: true });
  }
}
