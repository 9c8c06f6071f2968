import { onTestFinished } from 'vitest';
import type { NewEvent } from '#shared/model/audit-event.ts';
import {
  openReadConnection,
  openWriteConnection,
} from '../../../../src-main/store/sql/connection.ts';
import type { ReadDb, WriteDb } from '../../../../src-main/store/sql/connection.ts';
import type { StoreWrites, TextProgress } from '../../../../src-main/store/store-api.ts';
import { makeEvents } from '../../../support/make-event.ts';
import type { StorePlace } from '../../../support/temp-store.ts';

/** A connection to a store such as its writer has; closed when the test ends. */
export function writeDb({ path }: StorePlace): WriteDb {
  const db = openWriteConnection(path, { busyTimeoutMs: 1_000 });
  onTestFinished(() => {
    db.close();
  });
  return db;
}

/** A connection to a store such as its reader has; closed when the test ends. */
export function readDb({ path }: StorePlace): ReadDb {
  const db = openReadConnection(path, { busyTimeoutMs: 1_000 });
  onTestFinished(() => {
    db.close();
  });
  return db;
}

/** Indexes the text of every event; answers what each step said. */
export function indexAll({ indexText }: Pick<StoreWrites, 'indexText'>): TextProgress[] {
  const steps: TextProgress[] = [];
  for (;;) {
    const step = indexText();
    steps.push(step);
    if (step.upTo >= step.headSeq) return steps;
  }
}

/** A word of its own for every number, of letters that no other field has. */
export function wordFor(number: number): string {
  const letters = Array.from(number.toString(16).padStart(3, '0'), (digit) =>
    'αβγδεζηθικλμνξοπ'.charAt(Number.parseInt(digit, 16)),
  );
  return letters.join('');
}

/** So many events, each with the word for its number, beginning with one. */
export function wordEvents(count: number): NewEvent[] {
  return makeEvents(count).map((event, index) => ({ ...event, message: wordFor(index + 1) }));
}
