import type { ParsedRecord } from '../formats/record.ts';

/** Looks once into each record for what several fields of its event are made of. */
export function perRecord<Value>(
  read: (record: ParsedRecord) => Value,
): (record: ParsedRecord) => Value {
  const known = new WeakMap<ParsedRecord, { readonly value: Value }>();
  return (record) => {
    const found = known.get(record);
    if (found) return found.value;
    const value = read(record);
    known.set(record, { value });
    return value;
  };
}
