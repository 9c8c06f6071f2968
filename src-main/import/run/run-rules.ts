import { AnnalsError } from '#shared/ipc/failure.ts';
import type { ParsedRecord } from '../formats/record.ts';
import type { Mapping } from '../mappings/mapping.ts';
import type { TimeRule } from '../mappings/time-forms.ts';
import { userMapping } from '../mappings/user-mapping.ts';
import type { ReadRequest } from './open-files.ts';

/** By what a run turns records into events. */
export interface RunRules {
  readonly mappingFor: (record: ParsedRecord) => Mapping;
  /** What is newest, each file says itself. */
  readonly times: Omit<TimeRule, 'newest'>;
}

/** @throws AnnalsError INVALID_INPUT if there is no mapping of the name that is asked for */
export function rulesOf({
  options: { mapping, zone, dateOrder },
  mappings,
}: Pick<ReadRequest, 'options' | 'mappings'>): RunRules {
  const times = { zone, dateOrder, now: Date.now() };
  if (mapping === null) return { mappingFor: (record) => mappings.for(record), times };
  if (typeof mapping !== 'string') return { mappingFor: always(userMapping(mapping)), times };
  const forced = mappings.named(mapping);
  if (!forced) {
    throw new AnnalsError(
      'INVALID_INPUT',
      `There is no mapping “${mapping}”.`,
      'annals mappings lists them all.',
    );
  }
  return { mappingFor: always(forced), times };
}

function always(mapping: Mapping): () => Mapping {
  return () => mapping;
}
