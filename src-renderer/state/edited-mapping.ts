import type { MappingEntry } from '#shared/ipc/import-contract.ts';
import type { ImportPreview } from '#shared/model/import-preview.ts';
import type { MappingSpec } from '#shared/model/mapping-spec.ts';
import type { CallFailure } from '../api/client.ts';
import { EMPTY_FORM, formOf, isMappingName, nameFromTitle, specOf } from './mapping-form.ts';
import type { MappingForm } from './mapping-form.ts';
import { readText, textOf } from './mapping-text.ts';
import type { ReadText } from './mapping-text.ts';
import type { RecordPath } from './record-paths.ts';

/** A mapping that is being made or changed. */
export interface EditedMapping {
  /** Under which name it is saved; null if it is new. */
  readonly original: string | null;
  readonly form: MappingForm;
  /** The mapping as text while that is what is edited; null while the boxes are. */
  readonly text: string | null;
  /** True if there is something to lose. */
  readonly isChanged: boolean;
  /** What the records on offer have; null until that is known. */
  readonly paths: readonly RecordPath[] | null;
  /** What the mapping makes of them. */
  readonly live: ImportPreview | null;
  readonly isTrying: boolean;
  /** Why the mapping cannot be tried. */
  readonly problem: string | null;
  readonly titleProblem: string | null;
  readonly nameProblem: string | null;
  readonly isSaving: boolean;
  readonly saveFailure: CallFailure | null;
}

/** A mapping that was just opened. */
export const NOTHING_TRIED: Omit<EditedMapping, 'original' | 'form' | 'text'> = {
  isChanged: false,
  paths: null,
  live: null,
  isTrying: true,
  problem: null,
  titleProblem: null,
  nameProblem: null,
  isSaving: false,
  saveFailure: null,
};

/** What says more than the boxes can hold is edited as text from the start. */
export function startFrom(
  spec: MappingSpec,
  how: 'change' | 'copy',
): Pick<EditedMapping, 'form' | 'text'> {
  const begun =
    how === 'change'
      ? spec
      : { ...spec, name: `${spec.name.slice(0, 45)}-copy`, title: `${spec.title} (copy)` };
  const form = formOf(begun);
  return form ? { form, text: null } : { form: EMPTY_FORM, text: textOf(begun) };
}

/** The mapping as it stands, whichever way it is edited. */
export function currentSpec({ form, text }: EditedMapping): ReadText {
  return text === null ? { kind: 'spec', spec: specOf(form) } : readText(text);
}

/** A mapping can be tried before it has been given a title and a name. */
export function callable(spec: MappingSpec): MappingSpec {
  return {
    ...spec,
    name: isMappingName(spec.name) ? spec.name : 'new-mapping',
    title: typeof spec.title === 'string' && spec.title.trim() !== '' ? spec.title : 'New mapping',
  };
}

/** The name follows the title until it was typed. */
export function derivedName(
  { form, original }: EditedMapping,
  part: Partial<MappingForm>,
): Partial<MappingForm> {
  if (part.title === undefined || part.name !== undefined || original !== null) return {};
  return form.name === nameFromTitle(form.title) ? { name: nameFromTitle(part.title) } : {};
}

/** What is wrong with its title and its name. */
export function problemsOf(
  { title, name }: MappingSpec,
  original: string | null,
  mappings: readonly MappingEntry[],
): Pick<EditedMapping, 'titleProblem' | 'nameProblem'> {
  const isTaken = name !== original && mappings.some((each) => each.name === name);
  return {
    titleProblem:
      typeof title !== 'string' || title.trim() === '' ? 'Say what it is called.' : null,
    nameProblem: isMappingName(name)
      ? isTaken
        ? 'There is a mapping of this name already.'
        : null
      : 'Use lower case letters, digits and hyphens, a letter first.',
  };
}

/** The channel and what holds the mapping, which main names in front of what is wrong. */
const IN_FRONT = /^(?:import\.sample|mapping\.save): (?:options\.mapping|spec)?[.:]? ?/u;

/** What is wrong with a mapping, as people who write one know its parts. */
export function readable(failure: CallFailure): CallFailure {
  const message = failure.message.replace(IN_FRONT, '');
  return { ...failure, message };
}

/** Why a mapping cannot be tried, in a sentence. */
export function problemOf(failure: CallFailure): string {
  const { message, hint } = readable(failure);
  return [message, hint].filter((part) => part !== '').join(' ');
}
