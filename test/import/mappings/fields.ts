import type { ParsedRecord } from '../../../src-main/import/formats/record.ts';
import { mapped } from '../support/mapped.ts';

/** All that an event of a record says, but for its source, which is `import`, and its metadata. */
export function fieldsOf(record: ParsedRecord | undefined, isText = false): object {
  if (record === undefined) throw new Error('the fixture has fewer records');
  const { metadata: _metadata, source: _source, ...fields } = mapped(record, isText);
  return fields;
}
