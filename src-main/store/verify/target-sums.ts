/**
 * Sums over what events touched, a pair of 32-bit numbers for every stretch of the chain: once over
 * the events and once over the index of targets, which stands in another order. Two lists of which
 * one has something that the other has not get other sums, but for one chance in 2^64. The numbers
 * are mixed with a key that is drawn anew for every verification, so that nobody can prepare a list
 * whose sum is right.
 */
export interface TargetSums {
  readonly low: Int32Array;
  readonly high: Int32Array;
}

/** Four random numbers of 32 bits. */
export type MixKey = readonly [number, number, number, number];

/** Sums of so many stretches, over nothing yet. */
export function emptySums(chunks: number): TargetSums {
  return { low: new Int32Array(chunks), high: new Int32Array(chunks) };
}

/**
 * Adds to the sums that an event touched an entity.
 * @param chunk place of the stretch in the sums
 */
export function addTarget(
  { low, high }: TargetSums,
  chunk: number,
  [a, b, c, d]: MixKey,
  entity: number,
  occurredAt: number,
  seq: number,
): void {
  const late = Math.floor(occurredAt / 2 ** 32);
  low[chunk] = (low[chunk] ?? 0) + mix(a, b, entity, occurredAt, late, seq);
  high[chunk] = (high[chunk] ?? 0) + mix(c, d, entity, occurredAt, late, seq);
}

/** Stretches whose sums differ, in order. */
export function differing(one: TargetSums, other: TargetSums): number[] {
  return [...one.low.keys()].filter(
    (chunk) => one.low[chunk] !== other.low[chunk] || one.high[chunk] !== other.high[chunk],
  );
}

/** Four numbers as one that looks random, under two secret ones. Multipliers: MurmurHash3. */
function mix(
  first: number,
  second: number,
  entity: number,
  early: number,
  late: number,
  seq: number,
): number {
  let mixed = stir(first ^ entity);
  mixed = stir(mixed ^ second ^ early);
  mixed = stir(mixed + late);
  return stir(mixed ^ Math.imul(seq, first | 1));
}

function stir(value: number): number {
  let stirred = Math.imul(value ^ (value >>> 16), 0x85_eb_ca_6b);
  stirred = Math.imul(stirred ^ (stirred >>> 13), 0xc2_b2_ae_35);
  return stirred ^ (stirred >>> 16);
}
