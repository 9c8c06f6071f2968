import type { ImportProgress } from '#shared/model/import.ts';
import type { ImportCounts } from '../../store/store-api.ts';

const MILLISECONDS_BETWEEN = 100;

const NOTHING: ImportCounts = { read: 0, added: 0, duplicates: 0, rejected: 0 };

/** Tells how far an import is, not more often than anybody could look. */
export class ProgressMeter {
  readonly #tell: (progress: ImportProgress) => void;
  readonly #clock: () => number;
  #bytesTotal: number;
  #bytesRead = 0;
  #counts = NOTHING;
  #toldAt = -Infinity;

  /**
   * @param bytesTotal of all that will be read, as far as is known; files that are read twice
   * counted twice
   * @param clock in milliseconds
   */
  constructor(
    tell: (progress: ImportProgress) => void,
    bytesTotal: number,
    clock: () => number = () => performance.now(),
  ) {
    this.#tell = tell;
    this.#bytesTotal = bytesTotal;
    this.#clock = clock;
  }

  /** A function that takes how many bytes of one file have been read so far. */
  startFile(): (bytes: number) => void {
    const before = this.#bytesRead;
    return (bytes) => {
      this.#bytesRead = before + bytes;
      this.#tellNowAndThen();
    };
  }

  /** To be called when it is known how many bytes will be read beside those read so far. */
  expect(bytes: number): void {
    this.#bytesTotal = this.#bytesRead + bytes;
    this.tellNow();
  }

  count(counts: ImportCounts): void {
    this.#counts = counts;
    this.#tellNowAndThen();
  }

  tellNow(): void {
    this.#toldAt = this.#clock();
    this.#tell({ ...this.#counts, bytesRead: this.#bytesRead, bytesTotal: this.#bytesTotal });
  }

  #tellNowAndThen(): void {
    if (this.#clock() - this.#toldAt >= MILLISECONDS_BETWEEN) this.tellNow();
  }
}
