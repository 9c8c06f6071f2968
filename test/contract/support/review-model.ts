/** What one act did to the flag of one thing. */
interface Layer {
  readonly act: number;
  readonly flagged: boolean;
  readonly note: string | null;
}

/** What people added to one event. */
export interface ReviewOf {
  /** Note of its flag, which may have none; undefined if it is not flagged. */
  readonly flag: string | null | undefined;
  readonly notes: readonly string[];
  /** Numbers of the holds that keep it, the newest first. */
  readonly holds: readonly number[];
}

/** Reviewing in plain JavaScript. A thing is a number for an event, and a text for an entity. */
export class ReviewModel {
  readonly #events: readonly number[];
  /** Of each thing, the acts that changed its flag, the newest last. */
  readonly #layers = new Map<number | string, readonly Layer[]>();
  readonly #notes = new Map<number, readonly string[]>();
  /** The events that each hold in force keeps. */
  readonly #holds = new Map<number, readonly number[]>();
  /** Every act of flagging, the oldest first. */
  readonly acts: number[] = [];

  constructor(events: readonly number[]) {
    this.#events = events;
  }

  /** Numbers of the holds that are in force. */
  get holds(): readonly number[] {
    return [...this.#holds.keys()];
  }

  /** @returns how many of the things an act of flagging changes, if `act` is its number */
  flag(things: readonly (number | string)[], layer: Omit<Layer, 'act'>, act: number): number {
    const changed = [...new Set(things)].filter((thing) => {
      const top = this.#top(thing);
      if (!layer.flagged) return top?.flagged === true;
      return top?.flagged !== true || (layer.note !== null && layer.note !== top.note);
    });
    for (const thing of changed) {
      this.#layers.set(thing, [...(this.#layers.get(thing) ?? []), { ...layer, act }]);
    }
    if (changed.length > 0) this.acts.push(act);
    return changed.length;
  }

  /** @returns how many things undoing an act puts back */
  undo(act: number): number {
    const onTop = [...this.#layers].filter(([, layers]) => layers.at(-1)?.act === act);
    for (const [thing, layers] of onTop) this.#layers.set(thing, layers.slice(0, -1));
    return onTop.length;
  }

  note(event: number, text: string): void {
    this.#notes.set(event, [...(this.#notes.get(event) ?? []), text]);
  }

  hold(hold: number, events: readonly number[]): void {
    this.#holds.set(hold, events);
  }

  release(hold: number): void {
    this.#holds.delete(hold);
  }

  /** The state of every event, in order. */
  reviews(): ReviewOf[] {
    return this.#events.map((event) => {
      const top = this.#top(event);
      return {
        flag: top?.flagged === true ? top.note : undefined,
        notes: this.#notes.get(event) ?? [],
        holds: this.holds.filter((hold) => this.#holds.get(hold)?.includes(event)).toReversed(),
      };
    });
  }

  #top(thing: number | string): Layer | undefined {
    return this.#layers.get(thing)?.at(-1);
  }
}
