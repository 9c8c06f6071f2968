import type { ImportPreview, PreviewRow } from '#shared/model/import-preview.ts';
import type { MappingSpec } from '#shared/model/mapping-spec.ts';

/** A value in records, and the path that leads to it. */
export interface RecordPath {
  /** As mappings write it: `user.name`, `target[0].id`. */
  readonly path: string;
  /** What stands there in the first record that has it. */
  readonly example: string;
}

/** Nobody reads more, and a record may have thousands. */
const MOST_PATHS = 400;
const DEEPEST = 6;
const EXAMPLE_LENGTH = 120;

/**
 * A mapping that takes any record: all it has stays in the event's metadata, under its own names.
 * So the paths of records are known whatever form they are written in, and though no mapping that
 * ships with Annals can read them.
 */
export const TAKES_ANYTHING: MappingSpec = {
  annalsMapping: 1,
  name: 'takes-anything',
  title: 'Anything',
  recognises: [],
  fields: { time: { from: [], value: '2000-01-01T00:00:00Z', words: {} } },
  targets: [],
  isComplete: true,
};

/** The records of a preview in the order of the files, whatever would become of them. */
export function recordsOf({ firstAdded, firstDuplicates }: ImportPreview): readonly PreviewRow[] {
  const files = new Map<string, number>();
  const rows = [...firstAdded, ...firstDuplicates];
  for (const { file } of rows) if (!files.has(file)) files.set(file, files.size);
  const place = ({ file }: PreviewRow): number => files.get(file) ?? 0;
  return rows.toSorted((a, b) => place(a) - place(b) || a.line - b.line);
}

/** Every path of some records that were read by {@link TAKES_ANYTHING}, in their own order. */
export function pathsOf(rows: readonly PreviewRow[]): readonly RecordPath[] {
  const found = new Map<string, string>();
  for (const { event } of rows) collect(event.metadata, '', 0, found);
  return [...found].map(([path, example]) => ({ path, example }));
}

function collect(value: unknown, path: string, depth: number, found: Map<string, string>): void {
  if (found.size >= MOST_PATHS) return;
  if (typeof value !== 'object' || value === null || depth >= DEEPEST) {
    if (path !== '' && !found.has(path)) found.set(path, exampleOf(value));
    return;
  }
  if (Array.isArray(value)) {
    collect(value[0] ?? null, `${path}[0]`, depth + 1, found);
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    collect(inner, path === '' ? key : `${path}.${key}`, depth + 1, found);
  }
}

function exampleOf(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > EXAMPLE_LENGTH ? `${text.slice(0, EXAMPLE_LENGTH)}…` : text;
}
