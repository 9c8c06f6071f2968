import { Pace } from '../pace.ts';
import type { Sliced } from '../store-api.ts';

type Compare<Value> = (a: Value, b: Value) => number;

/** Values merged between two looks at the clock. */
const STEP = 2_000;

/**
 * The first values of several sorted lists, in their order, merged in slices.
 * @param most as many as are wanted; no more of any list is looked at
 */
export function* mergeSorted<Value>(
  lists: readonly (readonly Value[])[],
  compare: Compare<Value>,
  most: number,
): Sliced<readonly Value[]> {
  const pace = new Pace();
  let left = lists;
  while (left.length > 1) {
    const merged: (readonly Value[])[] = [];
    for (let index = 0; index < left.length; index += 2) {
      merged.push(yield* mergeTwo(left[index] ?? [], left[index + 1] ?? [], compare, most, pace));
    }
    left = merged;
  }
  return (left[0] ?? []).slice(0, most);
}

function* mergeTwo<Value>(
  a: readonly Value[],
  b: readonly Value[],
  compare: Compare<Value>,
  most: number,
  pace: Pace,
): Sliced<readonly Value[]> {
  const merged: Value[] = [];
  let [first, second] = [0, 0];
  while (merged.length < most) {
    const [x, y] = [a[first], b[second]];
    if (x !== undefined && (y === undefined || compare(x, y) <= 0)) {
      merged.push(x);
      first += 1;
    } else if (y !== undefined) {
      merged.push(y);
      second += 1;
    } else break;
    if (merged.length % STEP === 0) yield* pace.breathe();
  }
  return merged;
}
