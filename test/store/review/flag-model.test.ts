import Database from 'better-sqlite3';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import type { EventFilter } from '#shared/model/event-filter.ts';
import type { FlagResult, UndoResult } from '#shared/model/review.ts';
import { makeTempFolder, openStore, removeFolder, storePlace } from '../../support/temp-store.ts';
import type { TempStore } from '../../support/temp-store.ts';
import { expectIntact, having, operator, sellerEvents } from './support.ts';

/** Events and sellers of the store: few, so that acts overlap. */
const EVENTS = 6;
const SELLERS = 3;

const notes = fc.constantFrom(null, 'a', 'b', 'c\0');
const flagging = { flagged: fc.boolean(), note: notes };
const command = fc.oneof(
  fc.record({
    ...flagging,
    kind: fc.constant('events' as const),
    seqs: fc.array(fc.integer({ min: 1, max: EVENTS }), { maxLength: 4 }),
  }),
  fc.record({
    ...flagging,
    kind: fc.constant('sellers' as const),
    sellers: fc.array(fc.nat({ max: SELLERS - 1 }), { maxLength: 2 }),
  }),
  fc.record({
    ...flagging,
    kind: fc.constant('filter' as const),
    which: fc.constantFrom('all' as const, 'seller' as const, 'flagged' as const),
  }),
  fc.record({ kind: fc.constant('undo' as const), which: fc.nat({ max: 30 }) }),
);
type Command = typeof command extends fc.Arbitrary<infer Value> ? Value : never;

const FILTERS: Readonly<Record<'all' | 'seller' | 'flagged', EventFilter>> = {
  all: EVERYTHING,
  seller: having('target', 'seller:s-0'),
  flagged: having('flagged', 'yes'),
};

/** What one act did to one thing. */
interface Layer {
  readonly act: number;
  readonly flagged: boolean;
  readonly note: string | null;
}

/**
 * Flags in plain JavaScript: of each thing, the acts that changed it, the newest last. A thing is a
 * number for an event and an id for a seller.
 */
class FlagModel {
  readonly #layers = new Map<number | string, readonly Layer[]>();
  /** How many things each act changed that were not put back since, by act. */
  readonly acts = new Map<number, number>();
  /** Acts of flagging events, which no filter flags. */
  readonly #ofEvents = new Set<number>();

  /** Acts that touched the first seller, as every third event did from the beginning. */
  readonly touching = new Set<number>();

  constructor() {
    for (let seq = 1; seq <= EVENTS; seq += 1) this.#layers.set(seq, []);
    for (let seller = 0; seller < SELLERS; seller += 1) this.#layers.set(`s-${seller}`, []);
  }

  /** An event that the store recorded by itself. */
  add(seq: number, isOfEvents: boolean): void {
    this.#layers.set(seq, []);
    if (isOfEvents) this.#ofEvents.add(seq);
  }

  /** The things that a filter means to an act of flagging. */
  matching(which: 'all' | 'seller' | 'flagged', flagged: boolean): number[] {
    return [...this.#layers.keys()]
      .filter((thing) => typeof thing === 'number')
      .filter((seq) => !(flagged && this.#ofEvents.has(seq)))
      .filter((seq) => {
        if (which === 'seller') return this.#touchesSeller(seq);
        return which === 'all' || this.top(seq)?.flagged === true;
      });
  }

  top(thing: number | string): Layer | undefined {
    return this.#layers.get(thing)?.at(-1);
  }

  #touchesSeller(seq: number): boolean {
    return (seq <= EVENTS && seq % SELLERS === 1) || this.touching.has(seq);
  }

  flag(act: number, things: readonly (number | string)[], layer: Omit<Layer, 'act'>): string[] {
    const changed = [...new Set(things)].filter((thing) => {
      const top = this.top(thing);
      if (!layer.flagged) return top?.flagged === true;
      return top?.flagged !== true || (layer.note !== null && layer.note !== top.note);
    });
    for (const thing of changed) {
      this.#layers.set(thing, [...(this.#layers.get(thing) ?? []), { ...layer, act }]);
    }
    if (changed.length > 0) this.acts.set(act, changed.length);
    return changed.map(String);
  }

  undo(act: number): { updated: string[]; leftAlone: number } {
    const updated = [...this.#layers].filter(([, layers]) => layers.at(-1)?.act === act);
    for (const [thing, layers] of updated) this.#layers.set(thing, layers.slice(0, -1));
    const leftAlone = (this.acts.get(act) ?? 0) - updated.length;
    this.acts.set(act, leftAlone);
    return { updated: updated.map(([thing]) => String(thing)), leftAlone };
  }

  /** Every flag that there is: on what, by which act, and why. */
  flags(): unknown[] {
    return [...this.#layers.keys()].flatMap((thing) => {
      const top = this.top(thing);
      return top?.flagged ? [[thing, top.act, top.note]] : [];
    });
  }
}

/** What the store says behind its methods, through one connection. */
interface Look {
  /** Every flag, as {@link FlagModel.flags} has them. */
  readonly flags: () => unknown[];
  readonly version: () => number | undefined;
  readonly close: () => void;
}

function lookInto({ path }: TempStore): Look {
  const db = new Database(path, { readonly: true });
  const flags = db.prepare<[], unknown[]>(
    `SELECT seq, act, note FROM flag JOIN flag_act USING (act)
     UNION ALL SELECT key, act, note FROM entity_flag JOIN flag_act USING (act)
       JOIN entity ON entity.id = entity_flag.entity`,
  );
  const version = db.prepare<[], number>('SELECT version FROM review').pluck();
  return {
    flags: () => flags.raw().all(),
    version: () => version.get(),
    close: () => void db.close(),
  };
}

function sorted(flags: unknown[]): unknown[] {
  return flags.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** Does one command to store and model, and compares what they answer. */
function step(store: TempStore, look: Look, model: FlagModel, command: Command): void {
  const { headSeq } = store.reads.facts();
  const version = look.version() ?? 0;
  const next = headSeq + 1;
  const { result, changed, isOfEvents } = run(store, model, command, next);
  expect(result.updatedCount).toBe(changed.length);
  const isRecorded = changed.length > 0;
  expect(result.eventId !== null).toBe(isRecorded);
  expect(result.headSeq).toBe(isRecorded ? next : headSeq);
  expect(store.reads.facts().headSeq).toBe(result.headSeq);
  expect(look.version()).toBe(isRecorded ? version + 1 : version);
  if (isRecorded) {
    model.add(next, isOfEvents);
    if (changed.includes('s-0')) model.touching.add(next);
    const { event } = store.reads.detail({ seq: next });
    expect(event.affectedCount).toBe(changed.length);
    expect(event.targets).toHaveLength(changed.length);
  }
  expect(sorted(look.flags())).toEqual(sorted(model.flags()));
}

function run(
  { writes }: TempStore,
  model: FlagModel,
  command: Command,
  next: number,
): { result: FlagResult | UndoResult; changed: string[]; isOfEvents: boolean } {
  if (command.kind === 'undo') {
    const acts = [...model.acts.keys()];
    const act = acts[command.which % acts.length];
    if (act === undefined) {
      const nothing = { updatedCount: 0, act: null, eventId: null, headSeq: next - 1 };
      return { result: nothing, changed: [], isOfEvents: false };
    }
    const result = writes.undoFlags({ act, operator });
    const { updated, leftAlone } = model.undo(act);
    expect(result.leftAlone).toBe(leftAlone);
    return { result, changed: updated, isOfEvents: false };
  }
  const { flagged, note } = command;
  if (command.kind === 'sellers') {
    const ids = command.sellers.map((seller) => `s-${seller}`);
    const entities = ids.map((id) => ({ type: 'seller', id }));
    const result = writes.flagEntities({ entities, flagged, note, operator });
    return { result, changed: model.flag(next, ids, { flagged, note }), isOfEvents: false };
  }
  const isFilter = command.kind === 'filter';
  const seqs = isFilter ? model.matching(command.which, flagged) : command.seqs;
  const selection = isFilter ? { filter: FILTERS[command.which] } : { seqs: command.seqs };
  const result = writes.flagEvents({ selection, flagged, note, operator });
  return { result, changed: model.flag(next, seqs, { flagged, note }), isOfEvents: true };
}

describe('flags', () => {
  test.prop([fc.array(command, { minLength: 5, maxLength: 25 })], { numRuns: 40 })(
    'are those of the model after any sequence of flagging, unflagging and undoing',
    (commands) => {
      const folder = makeTempFolder();
      const store = openStore(storePlace(folder));
      const look = lookInto(store);
      try {
        store.writes.record(sellerEvents(EVENTS));
        const model = new FlagModel();
        for (const command of commands) step(store, look, model, command);
        expectIntact(store);
      } finally {
        look.close();
        store.close();
        removeFolder(folder);
      }
    },
  );
});
