import type { MappedField } from '#shared/model/mapped-fields.ts';
import { assertNever } from '#shared/util/assert.ts';
import { NO_SOURCE } from '../../state/mapping-form.ts';
import type { MappingForm, TargetText } from '../../state/mapping-form.ts';

/** A box of the editor that takes paths. */
export type PathPlace =
  | { readonly kind: 'recognises' }
  | { readonly kind: 'field'; readonly field: MappedField }
  | { readonly kind: 'target'; readonly key: number; readonly part: TargetPart };

export type TargetPart = Exclude<keyof TargetText, 'key'>;

/** Id of the box of a place in the page. */
export function placeId(place: PathPlace): string {
  switch (place.kind) {
    case 'recognises':
      return 'mapping-recognises';
    case 'field':
      return `mapping-field-${place.field}`;
    case 'target':
      return `mapping-target-${place.key}-${place.part}`;
    default:
      return assertNever(place);
  }
}

/** Adds a path behind those that stand in a box. */
export function withPath(form: MappingForm, place: PathPlace, path: string): Partial<MappingForm> {
  switch (place.kind) {
    case 'recognises':
      return { recognises: joined(form.recognises, path) };
    case 'field': {
      const source = form.fields[place.field] ?? NO_SOURCE;
      const paths = joined(source.paths, path);
      return { fields: { ...form.fields, [place.field]: { ...source, paths } } };
    }
    case 'target': {
      const { key, part } = place;
      return {
        targets: form.targets.map((target) =>
          target.key === key ? { ...target, [part]: joined(target[part], path) } : target,
        ),
      };
    }
    default:
      return assertNever(place);
  }
}

function joined(paths: string, path: string): string {
  const before = paths.trim().replace(/,$/u, '');
  return before === '' ? path : `${before}, ${path}`;
}
