import { isObject } from '../formats/json-record.ts';
import type { ParsedRecord } from '../formats/record.ts';

/** Finds something in a record; undefined or null where it is not. */
export interface Rule {
  (record: ParsedRecord): unknown;
  /** Top-level keys it looks at, if they are known. */
  readonly keys?: readonly string[];
}

/** Keys and list positions that lead to a value: `outcome.result`, `target[0].id`. */
type Step = string | number;

/**
 * The value at the first of several paths where one stands: `null`, empty and blank texts count
 * as nothing. Each path is tried as one key too, since some exports flatten records to keys with
 * dots in them.
 * @param paths in the record's own spelling, as `user.name` or `target[0].id`
 */
export function at(...paths: readonly string[]): Rule {
  const compiled = paths.map((path) => ({ path, steps: stepsOf(path) }));
  const rule = (record: ParsedRecord): unknown => {
    for (const { path, steps } of compiled) {
      const flat = steps.length > 1 ? record[path] : undefined;
      const value = isThere(flat) ? flat : follow(record, steps);
      if (isThere(value)) return value;
    }
    return undefined;
  };
  const keys = compiled.flatMap(({ path, steps }) => [path, String(steps[0] ?? path)]);
  return Object.assign(rule, { keys });
}

/** What the first of several rules finds. */
export function firstOf(...rules: readonly Rule[]): Rule {
  const first = (record: ParsedRecord): unknown => {
    for (const rule of rules) {
      const value = rule(record);
      if (isThere(value)) return value;
    }
    return undefined;
  };
  return Object.assign(first, { keys: rules.flatMap(({ keys = [] }) => keys) });
}

/** False for what stands for nothing in a record. */
export function isThere(value: unknown): boolean {
  return value !== undefined && value !== null && (typeof value !== 'string' || /\S/u.test(value));
}

/** The object at a path; one that is empty if there is none. */
export function objectAt(record: ParsedRecord, ...paths: readonly string[]): ParsedRecord {
  for (const path of paths) {
    const value = follow(record, stepsOf(path));
    if (isObject(value)) return value;
  }
  return NOTHING;
}

/** The list at a path; one that is empty if there is none. */
export function listAt(record: ParsedRecord, path: string): readonly unknown[] {
  const value = follow(record, stepsOf(path));
  return Array.isArray(value) ? value : [];
}

const NOTHING: ParsedRecord = {};

const known = new Map<string, readonly Step[]>();
const MOST_KNOWN = 1_000;

function stepsOf(path: string): readonly Step[] {
  const found = known.get(path);
  if (found) return found;
  const steps = path
    .split('.')
    .flatMap((part) =>
      part
        .split(/\[(\d+)\]/u)
        .flatMap((piece, index): Step[] =>
          index % 2 === 1 ? [Number(piece)] : piece === '' ? [] : [piece],
        ),
    );
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(path, steps);
  return steps;
}

function follow(record: ParsedRecord, steps: readonly Step[]): unknown {
  let value: unknown = record;
  for (const step of steps) {
    if (typeof step === 'number') value = Array.isArray(value) ? value[step] : undefined;
    else value = isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
    if (value === undefined) return undefined;
  }
  return value;
}
