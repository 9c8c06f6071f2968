/** What a stretch of JSON text is, for its colour. */
type JsonTokenKind = 'key' | 'text' | 'number' | 'word' | 'mark';

export interface JsonToken {
  /** Where it begins in the text. */
  readonly at: number;
  readonly kind: JsonTokenKind;
  readonly text: string;
}

/** A line of pretty-printed JSON. */
export interface JsonLine {
  /** Number of the line; tells lines apart. */
  readonly at: number;
  /** Columns it stands in from the margin. */
  readonly indent: number;
  readonly tokens: readonly JsonToken[];
}

/** Indented JSON text as lines, each in its parts. */
export function linesOfText(json: string): readonly JsonLine[] {
  return json.split('\n').map((line, at) => {
    const text = line.trimStart();
    return { at, indent: line.length - text.length, tokens: jsonTokens(text) };
  });
}

const TOKEN =
  /(?<key>"(?:[^"\\]|\\.)*"(?=\s*:))|(?<text>"(?:[^"\\]|\\.)*")|(?<number>-?\d[\d.eE+-]*)|(?<word>true|false|null)|(?<mark>[^"\d\-tfn]+|.)/gsu;
const KINDS: readonly JsonTokenKind[] = ['key', 'text', 'number', 'word', 'mark'];

/** Splits a line of JSON into its parts; all parts together are the line again. */
export function jsonTokens(json: string): readonly JsonToken[] {
  const tokens: JsonToken[] = [];
  for (const { 0: text, index, groups = {} } of json.matchAll(TOKEN)) {
    const kind = KINDS.find((name) => groups[name] !== undefined) ?? 'mark';
    tokens.push({ at: index, kind, text });
  }
  return tokens;
}
