import { describe, expect, test } from 'vitest';
import {
  COLUMNS,
  cellFilter,
  cellText,
  cellTitle,
} from '../../src-renderer/features/history/columns.ts';
import { toSummary } from './support/fake-annals.ts';
import { makeDetail } from './support/make-detail.ts';

const bucket = { type: 'bucket', id: 'b-1', name: 'Backups' };
const row = toSummary(
  makeDetail(1, {
    occurredAt: Date.UTC(2023, 6, 10, 12, 7, 34, 5),
    actorName: 'ann',
    targets: [bucket, { type: 'service', id: 's3', name: null }],
    message: 'line one\nline two\u202E',
  }),
);
const bare = toSummary(makeDetail(2));

describe('cells', () => {
  test('offer the filter that finds their value again', () => {
    expect(cellFilter('target', row)).toEqual({
      field: 'target',
      value: 'bucket:b-1',
      label: 'Backups',
    });
    expect(cellFilter('actor', row)).toEqual({ field: 'actor', value: 'ann', label: 'ann' });
    expect(cellFilter('outcome', row)?.value).toBe('success');
  });

  test('offer none where there is no value, or none to filter by', () => {
    for (const column of ['actor', 'target'] as const) expect(cellFilter(column, bare)).toBeNull();
    for (const column of ['time', 'message'] as const) expect(cellFilter(column, row)).toBeNull();
  });

  test('are copied as they are, the time with its milliseconds', () => {
    expect(cellText('message', row, 'UTC')).toBe('line one\nline two\u202E');
    expect(cellText('time', row, 'Europe/Berlin')).toBe('2023-07-10 14:07:34.005');
    expect(COLUMNS.map((column) => cellText(column, bare, 'UTC'))).toContain('user.login');
  });

  test('say on hover what the list leaves out, and hide nothing in it', () => {
    expect(cellTitle('time', row, 'Europe/Berlin')).toBe(
      '2023-07-10 14:07:34.005 Europe/Berlin\n2023-07-10 12:07:34.005 UTC',
    );
    expect(cellTitle('target', row, 'UTC')).toBe('Backups\nbucket: b-1\nand 1 more');
    expect(cellTitle('message', row, 'UTC')).toBe('line one ↵ line two⟨U+202E⟩');
  });
});
