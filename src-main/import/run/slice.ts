import type { Rejection } from '#shared/model/import.ts';
import type { ImportedEvent } from '../../store/store-api.ts';
import type { EventCollector, RecordOrigin } from './import-sink.ts';

/** Small at first, so that the first rows are there at once; each slice is twice the one before. */
const FIRST_EVENTS = 500;
/**
 * Many enough that commits cost little, few enough that storing one takes some 150 ms: other
 * programs that record meanwhile wait no longer.
 */
const MOST_EVENTS = 4_000;
const MOST_BYTES = 6 * 1_048_576;

/** What is stored and counted in one transaction: events, and the rejections among them. */
export interface Slice<Events> {
  /** Number of events, rejections apart. */
  readonly count: number;
  readonly events: Events;
  readonly rejections: readonly Rejection[];
}

/** The slice that is being read, and after it the next. */
export class OpenSlice<Events> {
  readonly #collector: EventCollector<Events>;
  #mostEvents = FIRST_EVENTS;
  #count = 0;
  #bytes = 0;
  #rejections: Rejection[] = [];

  constructor(collector: EventCollector<Events>) {
    this.#collector = collector;
  }

  get isFull(): boolean {
    return (
      this.#count >= this.#mostEvents ||
      this.#rejections.length >= this.#mostEvents ||
      this.#bytes >= MOST_BYTES
    );
  }

  get isEmpty(): boolean {
    return this.#count === 0 && this.#rejections.length === 0;
  }

  /**
   * @param raw valid until the call returns
   * @param file index into the files of the import
   */
  add(event: ImportedEvent['event'], raw: Uint8Array, file: number, origin: RecordOrigin): void {
    this.#collector.add(event, raw, file, origin);
    this.#count += 1;
    this.#bytes += raw.length;
  }

  reject(rejection: Rejection): void {
    this.#rejections.push(rejection);
  }

  /** Closes the slice and begins the next. */
  take(): Slice<Events> {
    const slice = {
      count: this.#count,
      events: this.#collector.take(),
      rejections: this.#rejections,
    };
    this.#mostEvents = Math.min(this.#mostEvents * 2, MOST_EVENTS);
    this.#count = 0;
    this.#bytes = 0;
    this.#rejections = [];
    return slice;
  }
}
