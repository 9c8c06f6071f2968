/** A table in Markdown. Vertical bars in cells are escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** `1,000,000` */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** `100k`, `1M`: the name of a number of events. */
export function sizeName(events: number): string {
  return events >= 1_000_000 ? `${events / 1_000_000}M` : `${events / 1_000}k`;
}

export function megabytes(bytes: number): string {
  return `${count(Math.round(bytes / 1e6))} MB`;
}

/** `12×`, `3.4×`, `0.52×` */
export function times(ratio: number): string {
  if (!Number.isFinite(ratio)) return '–';
  return `${ratio.toFixed(ratio >= 10 ? 0 : ratio >= 1 ? 1 : 2)}×`;
}
