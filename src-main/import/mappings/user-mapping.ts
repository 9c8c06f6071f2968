import type { FieldSource, MappingSpec } from '#shared/model/mapping-spec.ts';
import { isObject } from '../formats/json-record.ts';
import type { ParsedRecord } from '../formats/record.ts';
import { toMappedRecord } from './event-fields.ts';
import type { EventFields } from './event-fields.ts';
import { fieldText, nameText } from './field-text.ts';
import { guessFields } from './generic.ts';
import { leftovers } from './leftovers.ts';
import type { MapContext, Mapping } from './mapping.ts';
import { at, isThere } from './record-path.ts';
import type { Rule } from './record-path.ts';

/** Makes a mapping of what an operator wrote. What it leaves open is found by common names. */
export function userMapping(spec: MappingSpec): Mapping {
  const recognises = spec.recognises.map((path) => at(path));
  const rules = Object.entries(spec.fields).map(
    ([field, source]) => [field, ruleOf(source)] as const,
  );
  const targets = spec.targets.map(({ type, id, name }) => ({
    type: ruleOf(type),
    id: id && ruleOf(id),
    name: name && ruleOf(name),
  }));
  const used = new Set(rules.flatMap(([, { keys = [] }]) => keys));
  return {
    name: spec.name,
    title: spec.title,
    matches: (record) =>
      recognises.length > 0 && recognises.every((rule) => rule(record) !== undefined),
    map(record, context) {
      const { service, sourceId, ...own } = Object.fromEntries(
        rules
          .map(([field, rule]) => [field, rule(record)] as const)
          .filter(([, value]) => isThere(value)),
      );
      const base = spec.isComplete
        ? nothing(record, context, used)
        : withoutKeys(guessFields(record, context), used);
      const ownTargets = targets.map(({ type, id, name }) => ({
        type: type(record),
        id: id?.(record),
        name: name?.(record),
      }));
      return toMappedRecord(
        {
          ...base,
          ...own,
          // A time that the operator named and is not there must not be guessed.
          ...(spec.fields.time && {
            time: own['time'],
            timeField: spec.fields.time.from[0] ?? 'time',
            isTimeFound: false,
          }),
          ...(targets.length > 0 && { targets: ownTargets }),
          ...(spec.fields.service && { services: [service] }),
          ...(spec.fields.sourceId && { sourceId: nameText(sourceId) }),
        },
        context,
      );
    },
  };
}

/** No word of a source that has a meaning is longer. */
const LONGEST_WORD = 200;

/** What a source finds, in Annals' words if it has any for it. */
function ruleOf({ from, value, words }: FieldSource): Rule {
  const find = at(...from);
  const meanings = new Map(
    Object.entries(words).map(([word, meaning]) => [word.trim().toLowerCase(), meaning]),
  );
  const rule = (record: ParsedRecord): unknown => {
    const found = find(record);
    if (found === undefined) return value;
    const word = fieldText(found, LONGEST_WORD)?.trim().toLowerCase();
    return word === undefined ? found : (meanings.get(word) ?? found);
  };
  return Object.assign(rule, { keys: find.keys ?? [] });
}

function nothing(
  record: ParsedRecord,
  { rawBytes }: MapContext,
  used: ReadonlySet<string>,
): EventFields {
  return {
    time: undefined,
    timeField: 'time (its mapping names none)',
    metadata: leftovers(record, used, rawBytes),
  };
}

/** What the operator's own rules read need not stand in the metadata a second time. */
function withoutKeys(fields: EventFields, used: ReadonlySet<string>): EventFields {
  const kept = Object.entries(fields.metadata ?? {}).filter(
    ([key, value]) => !used.has(key) || isObject(value),
  );
  return { ...fields, metadata: Object.fromEntries(kept) };
}
