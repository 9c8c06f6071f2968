import type { MappingSpec } from '#shared/model/mapping-spec.ts';
import type { ParsedRecord } from '../formats/record.ts';
import type { Mapping } from './mapping.ts';
import { MAPPINGS } from './registry.ts';
import { userMapping } from './user-mapping.ts';

/** The mappings of one import: the operator's own before those that ship with Annals. */
export class MappingSet {
  readonly #mappings: readonly Mapping[];
  readonly #last: Mapping;

  constructor(saved: readonly MappingSpec[]) {
    const [first, ...others] = MAPPINGS;
    // Annals' own events keep their ids, whatever else might recognise them.
    this.#mappings = [first, ...saved.map(userMapping), ...others];
    this.#last = this.#mappings.at(-1) ?? first;
  }

  /** The mapping for a record: the first that recognises it. */
  for(record: ParsedRecord): Mapping {
    for (const mapping of this.#mappings) if (mapping.matches(record)) return mapping;
    return this.#last;
  }

  /** @returns undefined if there is no mapping of this name */
  named(name: string): Mapping | undefined {
    return this.#mappings.find((mapping) => mapping.name === name);
  }

  /** What people call the mapping of a name. */
  titleOf(name: string): string {
    return this.named(name)?.title ?? name;
  }
}
