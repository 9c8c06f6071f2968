import { describe, expect, test } from 'vitest';
import { DEFAULT_COLUMNS, ExportRequest } from '#shared/model/export.ts';
import {
  copyRequest,
  exportProblem,
  exportRequest,
  newExportForm,
  withMoved,
} from '../../src-renderer/state/export-form.ts';

const filter = { from: 1, to: 2, terms: [] };
const asked = { filter, order: 'oldest', zone: 'Asia/Kathmandu' } as const;
const chosen = { kind: 'events', seqs: [3, 4] } as const;

describe('the export form', () => {
  test('as it opens writes what the command line writes', () => {
    const request = ExportRequest.parse(exportRequest(newExportForm('everything'), asked, null));
    expect(request).toMatchObject({
      filter: { from: null, to: null, terms: [] },
      seqs: null,
      order: 'oldest',
      format: 'csv',
      columns: DEFAULT_COLUMNS,
      bom: false,
      formulaGuard: true,
    });
  });

  test('names chosen events, and asks for the filter where all that match are meant', () => {
    expect(exportRequest(newExportForm('chosen'), asked, chosen)).toMatchObject({ seqs: [3, 4] });
    expect(exportRequest(newExportForm('matching'), asked, chosen)).toMatchObject({
      seqs: null,
      filter,
    });
    const all = { kind: 'matching', filter } as const;
    expect(exportRequest(newExportForm('chosen'), asked, all)).toMatchObject({
      seqs: null,
      filter,
    });
  });

  test('asks for columns only where they can be chosen', () => {
    const form = { ...newExportForm('everything'), profile: 'ecs' } as const;
    expect(ExportRequest.parse(exportRequest(form, asked, null)).columns).toBeNull();
  });

  test('writes times in the zone of the window beside UTC, where lines have room for them', () => {
    const form = newExportForm('everything');
    const zoneOf = (changed: Partial<typeof form>) =>
      ExportRequest.parse(exportRequest({ ...form, ...changed }, asked, null)).zone;
    expect(zoneOf({})).toBe('Asia/Kathmandu');
    expect(zoneOf({ hasLocalTimes: false })).toBeNull();
    expect(zoneOf({ format: 'json' })).toBeNull();
    expect(zoneOf({ profile: 'ecs' })).toBeNull();
  });

  test('copies the same events as text of the same format', () => {
    const form = { ...newExportForm('chosen'), format: 'json' } as const;
    expect(copyRequest(form, asked, chosen)).toEqual({
      selection: { seqs: [3, 4] },
      format: 'json',
      columns: null,
    });
    expect(copyRequest(newExportForm('matching'), asked, chosen)).toMatchObject({
      selection: { filter, order: 'oldest' },
      columns: DEFAULT_COLUMNS,
    });
  });

  test('a column can be moved, as far as there is a place', () => {
    const { columns } = newExportForm('everything');
    const moved = withMoved(columns, 'id', -1);
    expect(moved.slice(0, 2).map(({ name }) => name)).toEqual(['id', 'seq']);
    expect(withMoved(moved, 'id', -1)).toEqual(moved);
  });

  test('without a column is not sent', () => {
    const form = newExportForm('everything');
    const none = { ...form, columns: form.columns.map((column) => ({ ...column, isOn: false })) };
    expect(exportProblem(none)).toBe('Choose at least one column.');
    expect(exportProblem({ ...none, format: 'json' })).toBeNull();
  });
});
