import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NewEvent } from '#shared/model/audit-event.ts';
import { textCell } from '../../../src-main/export/csv-cell.ts';
import type { ExportedEvent } from '../../../src-main/export/export-row.ts';
import { ECS_FIELDS } from '../../../src-main/export/profiles/ecs.ts';
import { OCSF_FIELDS } from '../../../src-main/export/profiles/ocsf.ts';
import { nest } from '../../../src-main/export/profiles/profile.ts';
import type { ProfileField } from '../../../src-main/export/profiles/profile.ts';
import { splitRow } from '../../../src-main/import/formats/csv-table.ts';
import type { ParsedRecord } from '../../../src-main/import/formats/record.ts';
import { ecs } from '../../../src-main/import/mappings/ecs.ts';
import type { MappedRecord } from '../../../src-main/import/mappings/mapping.ts';
import { ocsf } from '../../../src-main/import/mappings/ocsf.ts';
import { newEvent } from '../../store/support/arbitraries.ts';
import { makeEvent } from '../../support/make-event.ts';
import { CONTEXT } from '../support/context.ts';

const PROFILES = [
  { name: 'ECS', fields: ECS_FIELDS, mapping: ecs },
  { name: 'OCSF', fields: OCSF_FIELDS, mapping: ocsf },
] as const;

const STORED = { id: 'al_1', seq: 7, recordedAt: 1, batch: null, hash: 'ab'.repeat(32) } as const;

const PLAIN: ExportedEvent = {
  ...makeEvent(),
  ...STORED,
  category: 'admin',
  outcome: 'error',
  severity: 'notice',
  source: 'scheduled',
  actorType: 'anonymous',
  ip: '075.050.255.67',
  message: '=1+1',
  targets: [{ type: 'seller', id: 's-1', name: 'One' }],
  changes: { old: { flagged: false }, new: { flagged: true } },
  metadata: { count: 3 },
  affectedCount: 1,
  durationMs: 1_250,
  sessionId: 'x',
  stackTrace: 'Error\n  at a',
  sensitive: true,
  raw: null,
};

/** The event as it is stored again: with the note of what it had as its source. */
function again(given: NewEvent): NewEvent {
  const { id: _id, ...event } = given;
  if (event.source === 'import') return event;
  return {
    ...event,
    source: 'import',
    metadata: { ...event.metadata, originalSource: event.source },
  };
}

function withoutStored(event: ExportedEvent): NewEvent {
  const { seq: _seq, recordedAt: _at, batch: _batch, hash: _hash, raw: _raw, ...rest } = event;
  return rest;
}

/** A row as the exporter writes it and the reader reads it. */
function rowOf(fields: readonly ProfileField[], event: ExportedEvent): ParsedRecord {
  const cells = fields.map(({ of }) => {
    const value = of(event, { version: '1.2.3' });
    const text = typeof value === 'string' || value === null ? value : JSON.stringify(value);
    const style = { delimiter: ',', formulaGuard: typeof value === 'string' } as const;
    return textCell(text, style);
  });
  const values = splitRow(cells.join(','), ',');
  return Object.fromEntries(
    fields.map(({ path }, index) => [path, cells[index] === '' ? null : values[index]]),
  );
}

describe.each(PROFILES)('Annals’ own exports of the profile $name', ({ fields, mapping }) => {
  const written = (event: ExportedEvent): ParsedRecord => nest(fields, event, { version: '1.2.3' });
  const read = (record: ParsedRecord, isText: boolean): MappedRecord => {
    expect(mapping.matches(record)).toBe(true);
    return mapping.map(record, { ...CONTEXT, isText });
  };

  it('come back as the same event, under their own id', () => {
    const mapped = read(written(PLAIN), false);
    expect(mapped).toMatchObject({ sourceId: 'al_1', isOwnId: true });
    expect(mapped.event).toEqual(again(withoutStored(PLAIN)));
  });

  it('come back from CSV as well', () => {
    const mapped = read(rowOf(fields, PLAIN), true);
    expect(mapped).toMatchObject({ sourceId: 'al_1', isOwnId: true });
    expect(mapped.event).toEqual(again(withoutStored(PLAIN)));
  });

  it('come back whatever the event is', () => {
    fc.assert(
      fc.property(newEvent, (event) => {
        const stored = { ...event, ...STORED, raw: null };
        expect(read(written(stored), false).event).toEqual(again(withoutStored(stored)));
      }),
      { numRuns: 100 },
    );
  });
});
