import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { MIGRATIONS } from '../../../src-main/store/schema/migrations/index.ts';
import { APPLICATION_ID } from '../../../src-main/store/sql/store-file.ts';
import { storePlace } from '../../support/temp-store.ts';
import type { StorePlace } from '../../support/temp-store.ts';

/** Tables that the first version of the schema had, with all of their columns there still. */
const TABLES =
  'chain signing_key head checkpoint batch batch_file event entity event_target raw_block';

/** The same events in a store of their own as the first version of the schema had it. */
export function inFirstSchema(store: StorePlace): StorePlace {
  const place = storePlace(join(store.folder, 'old'));
  mkdirSync(place.open.stateFolder, { recursive: true });
  copyFileSync(
    join(store.open.stateFolder, 'signing-key.pem'),
    join(place.open.stateFolder, 'signing-key.pem'),
  );
  const [first] = MIGRATIONS;
  const db = new Database(place.path);
  try {
    db.exec(first?.sql ?? '');
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${first?.version ?? 0}`);
    db.prepare('ATTACH ? AS newer').run(store.path);
    for (const table of TABLES.split(' ')) {
      const columns = db.pragma(`main.table_info(${table})`) as { readonly name: string }[];
      const names = columns.map(({ name }) => name).join(', ');
      db.exec(`INSERT INTO main.${table} (${names}) SELECT ${names} FROM newer.${table}`);
    }
  } finally {
    db.close();
  }
  return place;
}
