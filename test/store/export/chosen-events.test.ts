import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeEvents } from '../../support/make-event.ts';
import { tempStore } from '../../support/temp-store.ts';
import { exportTo, exported } from './support.ts';

it('exports chosen events in the order of the list, and says which they were', async () => {
  const store = tempStore();
  store.writes.record(makeEvents(8).map((event, index) => ({ ...event, id: `e-${index + 1}` })));
  const seqs = [5, 2, 7, 9_999];
  const text = await exported(store, 'some.jsonl', { seqs, order: 'oldest', columns: ['seq'] });
  const lines = text.trim().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { seq: number }).seq)).toEqual([2, 5, 7]);

  const { eventId } = await exportTo(store, 'again.jsonl', { seqs });
  expect(store.reads.detail({ id: eventId }).event).toMatchObject({
    affectedCount: 3,
    metadata: { chosen: 4 },
  });
  const manifest = readFileSync(join(store.folder, 'again.jsonl.manifest.json'), 'utf8');
  expect(JSON.parse(manifest)).toMatchObject({ events: 3, selection: { seqs } });
});
