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
    recordedAt: Date.UTC(2023, 6, 11),
    actorName: 'ann',
    ip: '10.0.0.7',
    durationMs: 4_210,
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
    expect(cellFilter('source', row)).toEqual({
      field: 'source',
      value: 'manual',
      label: 'by hand',
    });
    expect(cellFilter('ip', row)).toEqual({ field: 'ip', value: '10.0.0.7', label: '10.0.0.7' });
  });

  test('offer none where there is no value, or none to filter by', () => {
    for (const column of ['actor', 'target', 'ip', 'errorType', 'correlation'] as const) {
      expect(cellFilter(column, bare)).toBeNull();
    }
    for (const column of ['time', 'message', 'host', 'recorded', 'seq', 'id'] as const) {
      expect(cellFilter(column, row)).toBeNull();
    }
  });

  test('are copied as they are, the time with its milliseconds', () => {
    expect(cellText('message', row, 'UTC')).toBe('line one\nline two\u202E');
    expect(cellText('time', row, 'Europe/Berlin')).toBe('2023-07-10 14:07:34.005');
    expect(cellText('recorded', row, 'UTC')).toBe('2023-07-11 00:00:00.000');
    expect(cellText('duration', row, 'UTC')).toBe('4.2 s');
    expect(cellText('seq', row, 'UTC')).toBe('1');
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
