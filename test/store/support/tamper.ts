import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { checkOf } from '../../support/check-store.ts';
import type { StoreAgreement } from '../../support/check-store.ts';
import { makeEvent, makeImported } from '../../support/make-event.ts';
import { openStore } from '../../support/temp-store.ts';
import type { StorePlace } from '../../support/temp-store.ts';

/** What {@link fillSample} puts into a store, in events. */
export const SAMPLE = {
  /** First and last event that came with an original. */
  firstImported: 7,
  lastImported: 26,
  /** The event that records the import, under a checkpoint. */
  checkpoint: 27,
  events: 33,
} as const;

/** Fills a store with recorded and imported events, and closes it. */
export function fillSample(place: StorePlace): void {
  const { writes, close } = openStore(place);
  const targets = [
    { type: 'seller', id: 's-1', name: 'Seller One' },
    { type: 'service', id: 's3', name: null },
  ];
  const full = makeEvent({
    targets,
    intent: 'try',
    changes: { old: { a: 1 }, new: { a: 2 } },
    metadata: { deep: { er: ['x', 2] } },
    affectedCount: 2,
    totalCount: 40,
    durationMs: 1_500,
    ip: '192.0.2.7',
    userAgent: 'curl/8',
    host: 'box',
    sessionId: 'S1',
    correlationId: 'C1',
    errorType: 'Oops',
    errorMessage: 'it broke',
    stackTrace: 'at line 1',
  });
  for (let index = 0; index < 6; index += 1) writes.record([index % 2 ? full : makeEvent()]);
  const operator = { id: 'op', name: 'Olga Operator' };
  const { batch } = writes.beginImport({ operator, title: 'a.json', files: ['a.json'] });
  const events = Array.from({ length: 20 }, (_, index) =>
    makeImported(`imp-${'x'.repeat(index)}`, `{"record": ${index}, "text": "an original"}`, full),
  );
  writes.appendImport({ batch, file: 0, events, rejected: 0 });
  writes.finishImport({ batch, outcome: 'done', format: 'test' });
  writes.record([full, full, makeEvent()]);
  writes.record([full, full, makeEvent()]);
  close();
}

let copies = 0;

/** A copy of a store on which something was done behind its back: no trigger, no check. */
export function tamperedCopy(
  place: StorePlace,
  tamper: (db: Database.Database) => void,
): StorePlace {
  copies += 1;
  const path = join(place.folder, `copy-${copies}.db`);
  copyFileSync(place.path, path);
  const db = new Database(path);
  try {
    db.pragma('foreign_keys = OFF');
    db.pragma('ignore_check_constraints = ON');
    const triggers = db
      .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`)
      .pluck()
      .all();
    for (const trigger of triggers) db.exec(`DROP TRIGGER ${trigger}`);
    tamper(db);
  } finally {
    db.close();
  }
  return { ...place, path };
}

/** {@link checkOf} a {@link tamperedCopy}. */
export function checkTampered(
  place: StorePlace,
  tamper: string | ((db: Database.Database) => void),
): StoreAgreement {
  const act = typeof tamper === 'string' ? (db: Database.Database) => db.exec(tamper) : tamper;
  return checkOf(tamperedCopy(place, act));
}
