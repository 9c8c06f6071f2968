import type { EventChanges } from '#shared/model/audit-event.ts';
import { MAPPED_FIELDS } from '#shared/model/mapped-fields.ts';
import type { ParsedRecord } from '../formats/record.ts';
import { toMappedRecord } from './event-fields.ts';
import type { EventFields, GivenTarget } from './event-fields.ts';
import { nameText } from './field-text.ts';
import { leftovers } from './leftovers.ts';
import type { MapContext, Mapping } from './mapping.ts';
import type { Rule } from './record-path.ts';

/** Fields that one rule finds each. */
type RuleField = Exclude<
  keyof EventFields,
  'timeField' | 'targets' | 'services' | 'changes' | 'metadata' | 'isAuth' | 'isWrite' | 'sourceId'
>;

/** A mapping as a table: which rule finds which field of the event. */
export interface MappingRules extends Partial<Record<RuleField, Rule>> {
  /** Stands in the result of an import, and in the ids: never to be changed. */
  readonly name: string;
  readonly title: string;
  /** Whether a record is of this origin; cheap, since it is asked for every record. */
  readonly matches: (record: ParsedRecord) => boolean;
  /** The time, and what its first name is in error messages. */
  readonly time: Rule;
  readonly timeField: string;
  readonly targets?: (record: ParsedRecord) => readonly GivenTarget[];
  readonly services?: (record: ParsedRecord) => readonly unknown[];
  readonly changes?: (record: ParsedRecord) => EventChanges | null;
  readonly isAuth?: (record: ParsedRecord) => boolean | undefined;
  readonly isWrite?: (record: ParsedRecord) => boolean | undefined;
  /** What identifies the event at its source; without it, its bytes do. */
  readonly sourceId?: Rule;
}

/** Makes a mapping of a table. What no rule looks at becomes metadata, up to a size. */
export function defineMapping(rules: MappingRules): Mapping {
  const { name, title, matches } = rules;
  const used = keysOf(rules);
  return {
    name,
    title,
    matches,
    map: (record, context) => toMappedRecord(fieldsOf(record, rules, used, context), context),
  };
}

/** Those that rules find and an operator's mapping can name alike. */
const RULE_FIELDS = MAPPED_FIELDS.filter(
  (field) => field !== 'time' && field !== 'service' && field !== 'sourceId',
);

function fieldsOf(
  record: ParsedRecord,
  rules: MappingRules,
  used: ReadonlySet<string>,
  { rawBytes }: MapContext,
): EventFields {
  const found = RULE_FIELDS.map((field) => [field, rules[field]?.(record)] as const);
  return {
    ...Object.fromEntries(found),
    time: rules.time(record),
    timeField: rules.timeField,
    targets: rules.targets?.(record) ?? [],
    services: rules.services?.(record) ?? [],
    changes: rules.changes?.(record) ?? null,
    isAuth: rules.isAuth?.(record),
    isWrite: rules.isWrite?.(record),
    sourceId: nameText(rules.sourceId?.(record)),
    metadata: leftovers(record, used, rawBytes),
  };
}

function keysOf(rules: MappingRules): ReadonlySet<string> {
  const fields = ['time', 'sourceId', ...RULE_FIELDS] as const;
  return new Set(fields.flatMap((field) => rules[field]?.keys ?? []));
}
