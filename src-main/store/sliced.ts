import type { AsyncSliced, Sliced } from './store-api.ts';

/** Runs sliced work to its end at once, where nobody waits for slices between. */
export function finish<Value>(work: Sliced<Value>): Value {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** True for the work of a method that is cut into slices. */
export function isSliced(value: unknown): value is Sliced<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Symbol.iterator in value &&
    'next' in value &&
    typeof value.next === 'function'
  );
}

/** The same of work that waits between slices. */
export function isAsyncSliced(value: unknown): value is AsyncSliced<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
