const STEPS: readonly (readonly [unit: string, ms: number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
];

/** How long before or after another something was, in one short unit: `−3 min`, `+2 d`, `same time`. */
export function offsetWords(ms: number): string {
  if (ms === 0) return 'same time';
  const size = Math.abs(ms);
  const sign = ms < 0 ? '−' : '+';
  const step = STEPS.find(([, length]) => size >= length);
  if (!step) return `${sign}${size} ms`;
  const [unit, length] = step;
  return `${sign}${Math.floor(size / length).toLocaleString('en')} ${unit}`;
}
