const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Offsets remembered of one zone: asking `Intl` takes about a microsecond each time. */
const OFFSETS_KEPT = 20_000;

/** What the clocks of one time zone show. Wall times are in ms, as if the clock were on UTC. */
export class ZoneClock {
  readonly #format: Intl.DateTimeFormat;
  readonly #offsets = new Map<number, number>();

  /**
   * @param timeZone IANA name
   * @throws RangeError if there is no such zone
   */
  constructor(timeZone: string) {
    // Only the offset is read, but it is not printed alone.
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hour: 'numeric',
      timeZoneName: 'longOffset',
    });
  }

  /** What the clock shows at a time in ms UTC. */
  toWall(time: number): number {
    return time + this.#offsetAt(time);
  }

  /**
   * When the clock shows a wall time, in ms UTC: the first time if it does so twice, the moment of
   * the change if that skips it.
   */
  toUtc(wall: number): number {
    return this.momentsOf(wall)[0];
  }

  /** As {@link toUtc}, but both times if the clock shows it twice; ascending. */
  momentsOf(wall: number): readonly [number, ...number[]] {
    // No zone is a day off UTC, and none has changed its clocks twice in less than three days.
    const before = wall - this.#offsetAt(wall - DAY_MS);
    const after = wall - this.#offsetAt(wall + DAY_MS);
    if (before === after) return [before];
    const [first, ...more] = [before, after].filter((time) => this.toWall(time) === wall);
    return first === undefined ? [this.#changeBetween(after, before)] : [first, ...more];
  }

  /** The first moment at which the offset is another than at `start`; at `end` it is. */
  #changeBetween(start: number, end: number): number {
    let [low, high] = [start, end];
    const old = this.#offsetAt(start);
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.#offsetAt(middle) === old) low = middle;
      else high = middle;
    }
    return high;
  }

  /** Milliseconds that the clock is ahead of UTC. */
  #offsetAt(time: number): number {
    const known = this.#offsets.get(time);
    if (known !== undefined) return known;
    const offset = readOffset(this.#format.format(time));
    if (this.#offsets.size >= OFFSETS_KEPT) this.#offsets.clear();
    this.#offsets.set(time, offset);
    return offset;
  }
}

/** Reads `1 AM GMT+01:00`; seconds are there before clocks went by zones, nothing if it is UTC. */
function readOffset(text: string): number {
  const [, sign, hours = 0, minutes = 0, seconds = 0] =
    /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/u.exec(text) ?? [];
  const size =
    Number(hours) * 60 * MINUTE_MS + Number(minutes) * MINUTE_MS + Number(seconds) * 1_000;
  return sign === '-' ? -size : size;
}

const CLOCKS = new Map<string, ZoneClock>();

/**
 * The clock of a time zone.
 * @param timeZone IANA name
 * @throws RangeError if there is no such zone
 */
export function zoneClock(timeZone: string): ZoneClock {
  const clock = CLOCKS.get(timeZone) ?? new ZoneClock(timeZone);
  CLOCKS.set(timeZone, clock);
  return clock;
}
