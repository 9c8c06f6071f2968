/** A JSON value as it is copied and compared: a text is that text, anything else is written out. */
export function jsonText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
