import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { Result } from '#shared/ipc/result.ts';
import type { EventFilter, FilterField } from '#shared/model/event-filter.ts';
import type { FlagResult, HoldSelection, UndoResult } from '#shared/model/review.ts';
import { makeEvents } from '../support/make-event.ts';
import { startRealApp, valueOf } from '../support/real-app.ts';
import type { RealApp } from '../support/real-app.ts';
import { ReviewModel } from './support/review-model.ts';

/** Events of each sequence: few, so that acts overlap. */
const EVENTS = 5;

const events = fc.array(fc.nat({ max: EVENTS - 1 }), { minLength: 1, maxLength: 4 });
const note = fc.constantFrom(null, 'a', 'b');
const command = fc.oneof(
  fc.record({
    kind: fc.constant('flag' as const),
    what: fc.oneof(events, fc.constantFrom('filter' as const, 'entity' as const)),
    flagged: fc.boolean(),
    note,
  }),
  fc.record({ kind: fc.constant('undo' as const), which: fc.nat({ max: 9 }) }),
  fc.record({ kind: fc.constant('note' as const), event: fc.nat({ max: EVENTS - 1 }) }),
  fc.record({
    kind: fc.constant('hold' as const),
    what: fc.oneof(events, fc.constantFrom('filter' as const, 'entity' as const)),
  }),
  fc.record({ kind: fc.constant('release' as const), which: fc.nat({ max: 9 }) }),
);
type Command = typeof command extends fc.Arbitrary<infer Value> ? Value : never;
type CommandOf<Kind extends Command['kind']> = Extract<Command, { readonly kind: Kind }>;

/** One sequence: events of its own, in a store that all sequences share. */
class Sequence {
  readonly #app: RealApp;
  readonly #name: string;
  readonly #seqs: readonly number[];
  readonly model: ReviewModel;

  private constructor(app: RealApp, name: string, seqs: readonly number[]) {
    this.#app = app;
    this.#name = name;
    this.#seqs = seqs;
    this.model = new ReviewModel(seqs);
  }

  static async begin(app: RealApp, name: string): Promise<Sequence> {
    const targets = [{ type: 'seller', id: name, name: null }];
    const recorded = await app.session.host.writes.record(
      makeEvents(EVENTS, { correlationId: name, targets }),
    );
    return new Sequence(
      app,
      name,
      recorded.map(({ seq }) => seq),
    );
  }

  async do(step: Command): Promise<void> {
    switch (step.kind) {
      case 'flag':
        return this.#flag(step);
      case 'undo':
        return this.#undo(step);
      case 'note':
        return this.#note(step);
      case 'hold':
        return this.#hold(step);
      case 'release':
        return this.#release(step);
    }
  }

  /** Compares every event with the model, one by one and as lists find them. */
  async compare(): Promise<void> {
    const expected = this.model.reviews();
    for (const [index, seq] of this.#seqs.entries()) {
      const { flag, notes, holds } = valueOf(await this.#app.call('review.of', { seq }));
      expect({
        flag: flag ? flag.note : undefined,
        notes: notes.map(({ text }) => text),
        holds: holds.map(({ id }) => id),
      }).toEqual(expected[index]);
    }
    const lists = [
      ['flagged', expected.map(({ flag }) => flag !== undefined)],
      ['noted', expected.map(({ notes }) => notes.length > 0)],
      ['held', expected.map(({ holds }) => holds.length > 0)],
    ] as const;
    for (const [field, isListed] of lists) {
      const listed = await this.#listed(field);
      expect(listed, field).toEqual(this.#seqs.filter((_, index) => isListed[index]));
    }
  }

  /** Ends every hold, so that sequences do not slow each other down. */
  async end(): Promise<void> {
    for (const hold of this.model.holds) {
      valueOf(await this.#app.call('hold.release', { hold, reason: 'over' }));
    }
  }

  async #flag({ what, flagged, note }: CommandOf<'flag'>): Promise<void> {
    const call = () => {
      if (what === 'entity') {
        const entities = [{ type: 'seller', id: this.#name }];
        return this.#app.call('flag.entities', { entities, flagged, note });
      }
      const selection = what === 'filter' ? { filter: this.#mine() } : { seqs: this.#chosen(what) };
      return this.#app.call('flag.events', { selection, flagged, note });
    };
    const before = await this.#headSeq();
    const first = valueOf(await call());
    const things = what === 'entity' ? [this.#name] : this.#chosen(what);
    const changed = this.model.flag(things, { flagged, note }, before + 1);
    expect(first).toMatchObject({
      updatedCount: changed,
      act: changed > 0 ? before + 1 : null,
      headSeq: changed > 0 ? before + 1 : before,
    });
    await this.#expectNoMore(call, first.headSeq);
  }

  async #undo({ which }: CommandOf<'undo'>): Promise<void> {
    const { acts } = this.model;
    const act = acts[which % acts.length];
    if (act === undefined) return;
    const call = () => this.#app.call('flag.undo', { act });
    const first = valueOf(await call());
    expect(first.updatedCount).toBe(this.model.undo(act));
    await this.#expectNoMore(call, first.headSeq);
  }

  async #note({ event }: CommandOf<'note'>): Promise<void> {
    const [seq = 0] = this.#chosen([event]);
    const before = await this.#headSeq();
    const { headSeq } = valueOf(await this.#app.call('note.add', { seq, text: `at ${before}` }));
    expect(headSeq).toBe(before + 1);
    this.model.note(seq, `at ${before}`);
  }

  async #hold({ what }: CommandOf<'hold'>): Promise<void> {
    const seqs = what === 'entity' ? [...this.#seqs] : this.#chosen(what);
    let selection: HoldSelection = { seqs };
    if (what === 'entity') selection = { entity: { type: 'seller', id: this.#name } };
    if (what === 'filter') selection = { filter: this.#mine() };
    const placed = valueOf(await this.#app.call('hold.place', { selection, reason: 'case 7' }));
    // Acts on the seller touch it too, and are held with it.
    if (what !== 'entity') expect(placed.heldCount).toBe(new Set(seqs).size);
    this.model.hold(placed.hold, seqs);
  }

  async #release({ which }: CommandOf<'release'>): Promise<void> {
    const { holds } = this.model;
    const hold = holds[which % holds.length];
    if (hold === undefined) return;
    const call = () => this.#app.call('hold.release', { hold, reason: 'closed' });
    const { headSeq } = valueOf(await call());
    this.model.release(hold);
    expect(await call()).toMatchObject({ ok: false, error: { code: 'CONFLICT' } });
    await this.#app.recorder.flush();
    // An event may tell of the refusal; of so many, not all do.
    expect((await this.#headSeq()) - headSeq).toBeLessThanOrEqual(1);
  }

  /** The same call again changes nothing, and no event tells of it. */
  async #expectNoMore(
    call: () => Promise<Result<FlagResult | UndoResult>>,
    headSeq: number,
  ): Promise<void> {
    expect(valueOf(await call())).toMatchObject({ updatedCount: 0, eventId: null, headSeq });
    expect(await this.#headSeq()).toBe(headSeq);
  }

  #chosen(what: readonly number[] | 'filter'): number[] {
    if (what === 'filter') return [...this.#seqs];
    return what.flatMap((index) => this.#seqs[index] ?? []);
  }

  /** All events of this sequence. */
  #mine(): EventFilter {
    const term = { field: 'correlation' as const, values: [this.#name], negated: false };
    return { from: null, to: null, terms: [term] };
  }

  async #listed(field: FilterField): Promise<number[]> {
    const mine = this.#mine();
    const filter = { ...mine, terms: [...mine.terms, { field, values: ['yes'], negated: false }] };
    const { rows } = valueOf(await this.#app.call('history.open', { filter, order: 'oldest' }));
    return rows.map(({ seq }) => seq);
  }

  async #headSeq(): Promise<number> {
    return (await this.#app.session.host.reads.facts()).headSeq;
  }
}

describe('reviewing over IPC', () => {
  let app: RealApp;
  beforeAll(async () => {
    app = await startRealApp();
    valueOf(await app.call('store.openDefault', {}));
  });
  afterAll(() => app.close());

  let sequences = 0;
  test.prop([fc.array(command, { minLength: 2, maxLength: 10 })], { numRuns: 200 })(
    'is as the model has it after any sequence of flags, notes and holds, and repeating is no act',
    async (commands) => {
      sequences += 1;
      const sequence = await Sequence.begin(app, `sequence-${sequences}`);
      for (const step of commands) await sequence.do(step);
      await sequence.compare();
      await sequence.end();
      expect(app.bugs).toEqual([]);
    },
    120_000,
  );
});
