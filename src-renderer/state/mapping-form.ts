import type { FieldSource, MappingDraft, MappingSpec } from '#shared/model/mapping-spec.ts';
import { MAPPED_FIELDS } from '#shared/model/mapped-fields.ts';
import type { MappedField } from '#shared/model/mapped-fields.ts';

/** A mapping as it stands in the boxes of the editor: text, whether it makes sense or not. */
export interface MappingForm {
  readonly title: string;
  readonly name: string;
  /** Paths, with commas between them. */
  readonly recognises: string;
  readonly fields: Readonly<Partial<Record<MappedField, SourceText>>>;
  readonly targets: readonly TargetText[];
  readonly isComplete: boolean;
}

/** Where a field comes from, as text. */
export interface SourceText {
  /** Paths, with commas between them. */
  readonly paths: string;
  readonly fixed: string;
  /** `0=success, 1=failure` */
  readonly words: string;
}

/** A target; each part is paths, or a fixed value behind an equals sign: `=user`. */
export interface TargetText {
  /** Tells the rows apart while they are edited. */
  readonly key: number;
  readonly type: string;
  readonly id: string;
  readonly name: string;
}

/** As it is handed in: what has a default may be left out. */
type SourceDraft = NonNullable<NonNullable<MappingDraft['fields']>[MappedField]>;

export const NO_SOURCE: SourceText = { paths: '', fixed: '', words: '' };

export const EMPTY_FORM: MappingForm = {
  title: '',
  name: '',
  recognises: '',
  fields: {},
  targets: [],
  isComplete: false,
};

const NAME = /^[a-z][a-z\d-]{0,49}$/u;

/** What a mapping may be called by the importer: lower case letters, digits and hyphens. */
export function isMappingName(name: string): boolean {
  return NAME.test(name);
}

/** A name made of a title: `VPN gateway 2` becomes `vpn-gateway-2`. */
export function nameFromTitle(title: string): string {
  return title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/gu, '-')
    .replace(/^[-\d]+/u, '')
    .slice(0, 50)
    .replace(/-+$/u, '');
}

/** The mapping that the boxes say. */
export function specOf(form: MappingForm): MappingSpec {
  const fields: MappingSpec['fields'] = {};
  for (const field of MAPPED_FIELDS) {
    const source = sourceOf(form.fields[field] ?? NO_SOURCE);
    if (source) fields[field] = source;
  }
  return {
    annalsMapping: 1,
    name: form.name,
    title: form.title.trim(),
    recognises: listOf(form.recognises),
    fields,
    targets: form.targets.flatMap(targetOf),
    isComplete: form.isComplete,
  };
}

/** The boxes of a mapping; null if it says more than they can hold. */
export function formOf(spec: MappingDraft): MappingForm | null {
  const fields: Partial<Record<MappedField, SourceText>> = {};
  for (const field of MAPPED_FIELDS) {
    const source = spec.fields?.[field];
    if (source) fields[field] = sourceText(source);
  }
  const form: MappingForm = {
    title: spec.title,
    name: spec.name,
    recognises: (spec.recognises ?? []).join(', '),
    fields,
    targets: (spec.targets ?? []).map(({ type, id, name }, key) => ({
      key,
      type: partText(type),
      id: partText(id),
      name: partText(name),
    })),
    isComplete: spec.isComplete ?? false,
  };
  return isSame(specOf(form), spec) ? form : null;
}

/** False if some piece of `0=success, 1=failure` has no equals sign, or nothing before it. */
export function areWords(text: string): boolean {
  return listOf(text).every((piece) => piece.indexOf('=') > 0);
}

function sourceOf({ paths, fixed, words }: SourceText): FieldSource | null {
  const from = listOf(paths);
  const value = fixed.trim() === '' ? null : fixed.trim();
  if (from.length === 0 && value === null) return null;
  return { from, value, words: wordsOf(words) };
}

function sourceText({ from = [], value = null, words = {} }: SourceDraft): SourceText {
  return {
    paths: from.join(', '),
    fixed: value ?? '',
    words: Object.entries(words)
      .map(([word, meaning]) => `${word}=${meaning}`)
      .join(', '),
  };
}

function wordsOf(text: string): Record<string, string> {
  const pairs = listOf(text).flatMap((piece) => {
    const equals = piece.indexOf('=');
    if (equals <= 0) return [];
    return [[piece.slice(0, equals).trim(), piece.slice(equals + 1).trim()] as const];
  });
  return Object.fromEntries(pairs);
}

function targetOf({ type, id, name }: TargetText): MappingSpec['targets'] {
  const [typeSource, idSource, nameSource] = [type, id, name].map(partSource);
  if (!typeSource) return [];
  return [
    {
      type: typeSource,
      ...(idSource && { id: idSource }),
      ...(nameSource && { name: nameSource }),
    },
  ];
}

function partSource(text: string): FieldSource | null {
  const pieces = listOf(text);
  const fixed = pieces.find((piece) => piece.startsWith('='))?.slice(1) ?? '';
  const paths = pieces.filter((piece) => !piece.startsWith('=')).join(', ');
  return sourceOf({ paths, fixed, words: '' });
}

function partText(source: SourceDraft | undefined): string {
  const { paths, fixed } = sourceText(source ?? {});
  return [paths, fixed === '' ? '' : `=${fixed}`].filter((part) => part !== '').join(', ');
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
}

/** Compares what two mappings say, whatever they leave to defaults. */
function isSame(spec: MappingSpec, other: MappingDraft): boolean {
  return canonical(spec) === canonical(other);
}

function canonical(spec: MappingDraft): string {
  const whole = ({ from = [], value = null, words = {} }: SourceDraft): unknown => [
    from,
    value,
    Object.entries(words).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ];
  return JSON.stringify([
    spec.name,
    spec.title,
    spec.recognises ?? [],
    MAPPED_FIELDS.map((field) => whole(spec.fields?.[field] ?? {})),
    (spec.targets ?? []).map(({ type, id, name }) => [
      whole(type),
      whole(id ?? {}),
      whole(name ?? {}),
    ]),
    spec.isComplete ?? false,
  ]);
}
