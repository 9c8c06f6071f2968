import type { Sliced } from '../store-api.ts';
import type { Place } from './scan.ts';

/**
 * The rows of a result in its order, by position. Results do not change: events recorded after
 * one was opened do not move its rows.
 */
export interface Rowset {
  /** seqs of the rows [start, end), fewer at the end. */
  seqs(start: number, end: number): Sliced<readonly number[]>;
  total(): Sliced<number>;
  /** Position of the first row that does not come before a place; the total if all do. */
  positionOf(place: Place): Sliced<number>;
}
