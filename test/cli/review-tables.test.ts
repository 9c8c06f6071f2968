import { describe, expect, it } from 'vitest';
import type { Batch } from '#shared/model/batch.ts';
import type { Hold } from '#shared/model/review.ts';
import { batchListLines } from '../../src-main/cli/print/batch-table.ts';
import { holdTableLines } from '../../src-main/cli/print/hold-table.ts';
import { textWidth } from '../../src-main/cli/print/text-width.ts';
import { HAPPENED_AT } from '../support/make-event.ts';

const WIDTHS = [40, 60, 80, 120, 200];

/** A text that would take over a terminal, and a page. */
const HOSTILE = `\u001b[2J\u202e${'evil '.repeat(2_000)}\n2026-01-01 forged`;

const hold: Hold = {
  id: 12,
  kind: 'entity',
  reason: HOSTILE,
  at: HAPPENED_AT,
  operator: HOSTILE,
  entity: { type: HOSTILE, id: HOSTILE, name: HOSTILE },
  filter: null,
  heldCount: 1_234_567,
  released: null,
};
const term = { field: 'text' as const, values: [HOSTILE], negated: true };
const holds: readonly Hold[] = [
  hold,
  { ...hold, id: 2, kind: 'filter', entity: null, filter: { from: 0, to: null, terms: [term] } },
  {
    ...hold,
    id: 1,
    at: null,
    operator: null,
    heldCount: null,
    released: { reason: 'closed', at: null, operator: null },
  },
];

const batch: Batch = {
  id: 12,
  title: HOSTILE,
  state: 'interrupted',
  format: HOSTILE,
  files: 55,
  read: 2_900,
  added: 2_900,
  duplicates: 0,
  rejected: 0,
  isGone: false,
  operator: HOSTILE,
  startedAt: HAPPENED_AT,
  endedAt: HAPPENED_AT - 5,
};
const batches = { items: [batch, { ...batch, format: null, endedAt: null }], total: 2 };

describe.each(WIDTHS)('in %i columns', (width) => {
  it.each([
    ['holds', holdTableLines(holds, width), 6],
    ['imports', batchListLines(batches, { limit: 10, offset: 0 }, width), 5],
  ])('the table of %s fits, and no text can play tricks', (_, lines, count) => {
    expect(lines).toHaveLength(count);
    for (const line of lines.slice(0, -1)) expect(textWidth(line)).toBeLessThanOrEqual(width);
    expect(lines.join('')).not.toMatch(/[\u001b\u202e\n]/u);
  });
});

describe('the table of holds', () => {
  it('says what each keeps', () => {
    const filter = { from: null, to: null, terms: [{ ...term, values: ['x'], negated: false }] };
    const words = [
      { ...hold, entity: { type: 'seller', id: '17', name: 'Acme' } },
      { ...hold, entity: { type: 'seller', id: '17', name: null } },
      { ...hold, kind: 'events' as const, entity: null },
      { ...hold, kind: 'filter' as const, entity: null, filter },
      { ...hold, kind: 'filter' as const, entity: null, filter: { ...filter, terms: [] } },
    ].map((each) => holdTableLines([{ ...each, reason: 'r', operator: 'o' }], 200)[1]);
    expect(words.map((line) => line?.split('  ').filter(Boolean)[3])).toEqual([
      'seller:17 Acme',
      'seller:17',
      'chosen events',
      'x',
      'every event',
    ]);
  });
});
