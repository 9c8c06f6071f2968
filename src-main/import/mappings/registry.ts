import type { ParsedRecord } from '../formats/record.ts';
import { annals } from './annals.ts';
import { cloudTrail } from './cloudtrail.ts';
import { generic } from './generic.ts';
import type { Mapping } from './mapping.ts';
import { okta } from './okta.ts';

/** From the most particular to the one that takes anything. */
const MAPPINGS: readonly Mapping[] = [annals, cloudTrail, okta, generic];

/** Names that `--format` takes. */
export const MAPPING_NAMES: readonly string[] = MAPPINGS.map(({ name }) => name);

/** The mapping for a record: the first that recognises it. */
export function mappingFor(record: ParsedRecord): Mapping {
  return MAPPINGS.find((mapping) => mapping.matches(record)) ?? generic;
}

/** @returns undefined if there is no mapping of this name */
export function mappingNamed(name: string): Mapping | undefined {
  return MAPPINGS.find((mapping) => mapping.name === name);
}
