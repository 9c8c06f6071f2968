import { fc } from '@fast-check/vitest';
import type { NewEvent, StoredEvent } from '#shared/model/audit-event.ts';
import {
  makeTempFolder,
  openStore,
  removeFolder,
  storePlace,
} from '../../../support/temp-store.ts';
import type { TempStore } from '../../../support/temp-store.ts';
import { newEvent } from '../../support/arbitraries.ts';
import { allTexts, namedTexts } from './text-model.ts';

/** An event as it is stored, and its texts, folded. */
interface Stored {
  readonly event: StoredEvent;
  /** The fields that `text` looks into. */
  readonly named: readonly string[];
  /** The fields that `anywhere` looks into. */
  readonly all: readonly string[];
}

/** A store full of text that search could stumble over. */
export interface HostileStore {
  readonly store: TempStore;
  /** Every event, in the order of recording. */
  readonly stored: readonly Stored[];
  readonly close: () => void;
}

/** Any text: all scripts, what is special to SQL, JSON and FTS5, halves of pairs, NUL. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 4 }),
      fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 4 }),
      fc.string({ unit: fc.constantFrom('a', 'B', 'c'), minLength: 1, maxLength: 5 }),
      fc.constantFrom(
        ...String.raw`% _ \ " ' -- * ^ : ( ) [[" "," {} AND NEAR \u0000 \n`.split(' '),
      ),
      fc.constantFrom('\0', '\n', '\uD800', '\uDC00', '\u{FFFD}', '\u{FFFE}', '\u{FFFF}', ' '),
      fc.constantFrom('Straße', 'ẞ', 'ΣΑΣ', 'σας', 'K', 'ſ', 'İ', 'ı', 'ﬃ', 'e\u0301', 'É'),
      fc.constantFrom('👩🏽‍🚀', '👩', '\u{1F680}', '日本語', 'привет', 'ПРИВЕТ', 'שלום'),
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => parts.join(''));

const optional = fc.option(anyText, { freq: 3 });
const json = fc.dictionary(anyText, fc.oneof(anyText, fc.jsonValue({ maxDepth: 2 })), {
  maxKeys: 3,
}) as fc.Arbitrary<NewEvent['metadata']>;

const hostileEvent: fc.Arbitrary<NewEvent> = fc
  .tuple(
    newEvent,
    fc.record({
      message: fc.oneof({ arbitrary: anyText, weight: 4 }, fc.constant('')),
      action: anyText,
      actorName: optional,
      errorMessage: optional,
      stackTrace: optional,
      targets: fc.array(fc.record({ type: anyText, id: anyText, name: optional }), {
        maxLength: 3,
      }),
      metadata: json,
      changes: fc.option(fc.record({ old: json, new: json })),
    }),
  )
  .map(([event, hostile]) => ({ ...event, ...hostile }));

const original = fc.oneof(
  anyText.map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
);

/** So many events recorded and as many imported, always the same ones. */
export function openHostileStore(events: number): HostileStore {
  const folder = makeTempFolder();
  const store = openStore(storePlace(folder));
  const options = { numRuns: events, seed: 17 };
  const raws = fc.sample(original, options);
  const imported = fc.sample(hostileEvent, options).map((event, index) => ({
    event: { ...event, id: `i-${index}` },
    raw: raws[index] ?? Buffer.alloc(0),
  }));
  store.writes.record(fc.sample(hostileEvent, { numRuns: events, seed: 42 }));
  const operator = { id: 'op', name: 'Olga' };
  const { batch } = store.writes.beginImport({ operator, title: 't', files: ['t'] });
  store.writes.appendImport({ batch, file: 0, events: imported, rejected: 0 });
  store.writes.finishImport({ batch, outcome: 'done', format: 't' });
  return {
    store,
    stored: Array.from({ length: store.reads.facts().headSeq }, (_, index) => {
      const { event, raw } = store.reads.detail({ seq: index + 1 });
      return { event, named: namedTexts(event), all: allTexts(event, raw) };
    }),
    close: () => {
      store.close();
      removeFolder(folder);
    },
  };
}

/** Texts to look for: any, and parts of texts that are there, in any case. */
export function needleIn(texts: readonly string[]): fc.Arbitrary<string> {
  const part = fc
    .tuple(fc.constantFrom(...texts), fc.nat(), fc.integer({ min: 1, max: 12 }))
    .map(([text, start, length]) => text.slice(start % (text.length || 1)).slice(0, length) || 'x');
  return fc.oneof(
    anyText,
    part,
    part.map((text) => text.toUpperCase()),
    part.map((text) => text.toLowerCase()),
  );
}
