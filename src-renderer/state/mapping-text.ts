import type { MappingSpec } from '#shared/model/mapping-spec.ts';
import { formOf } from './mapping-form.ts';
import type { MappingForm } from './mapping-form.ts';

/** What JSON text of a mapping comes to: something to send, or why there is nothing. */
export type ReadText =
  | { readonly kind: 'spec'; readonly spec: MappingSpec }
  | { readonly kind: 'problem'; readonly problem: string };

/** A mapping as text to edit, without what goes without saying. */
export function textOf(spec: MappingSpec): string {
  const said = JSON.stringify(
    spec,
    (key, value: unknown) => (isUnsaid(key, value) ? undefined : value),
    2,
  );
  return `${said}\n`;
}

/** True for the parts of a field's source that are as they would be if they were left out. */
function isUnsaid(key: string, value: unknown): boolean {
  if (key === 'value') return value === null;
  if (key === 'from') return Array.isArray(value) && value.length === 0;
  return key === 'words' && Object.keys(value ?? {}).length === 0;
}

/** Reads text as JSON. Whether it is a mapping, main says: the schema is not in the page. */
export function readText(text: string): ReadText {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return { kind: 'problem', problem: 'A mapping is a JSON object.' };
    }
    return { kind: 'spec', spec: value as MappingSpec };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'problem', problem: `This is not valid JSON: ${reason}` };
  }
}

/** The boxes of a mapping that may be of any shape; null if they cannot hold it. */
export function formOfText(text: string): MappingForm | null {
  const read = readText(text);
  if (read.kind === 'problem') return null;
  try {
    return formOf(read.spec);
  } catch {
    // Of another shape than a mapping: it stays text until it is one.
    return null;
  }
}
