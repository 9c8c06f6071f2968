/** Relative ranges that the window and `--last` offer. */
const UNIT_MS: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/**
 * Length of a relative range such as `15m`, `24h`, `7d` or `4w`.
 * @returns milliseconds, or null if the text is no such range
 */
export function parseDuration(text: string): number | null {
  const match = /^(\d{1,6})([mhdw])$/u.exec(text.trim());
  const unit = UNIT_MS[match?.[2] ?? ''];
  const count = Number(match?.[1] ?? 0);
  return unit === undefined || count === 0 ? null : count * unit;
}
