import { existsSync, readdirSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventJson } from '#shared/model/event-json.ts';
import { cloudTrailRecords } from '../import/support/files.ts';
import { HAPPENED_AT, makeEvents } from '../support/make-event.ts';
import { removeFolder, tempStore } from '../support/temp-store.ts';
import { SampleStore, askTrail, countBy } from './support/sample.ts';
import type { Counts } from './support/sample.ts';

interface FacetsJson {
  readonly fields: Readonly<
    Record<string, readonly { value: string; name?: string; count: number }[]>
  >;
  readonly distinct: Counts;
}

const records = cloudTrailRecords();
const failed = records.filter(({ errorCode }) => errorCode !== undefined);
const store = new SampleStore();
let events: readonly EventJson[] = [];

beforeAll(async () => {
  await store.fill();
  events = await store.everyPage('query', '--limit', '1000');
});

afterAll(() => removeFolder(store.home));

async function facets(...args: string[]): Promise<FacetsJson> {
  return (await store.ask('facets', ...args)) as FacetsJson;
}

function countsOf({ fields }: FacetsJson, field: string): Counts {
  return Object.fromEntries((fields[field] ?? []).map(({ value, count }) => [value, count]));
}

describe('annals facets', () => {
  it('counts every value that the files have, the most frequent first', async () => {
    // The import is one event more, with an action of its own.
    const found = await facets('--batch', '1', '--field', 'action,error-type,ip');
    expect(countsOf(found, 'action')).toEqual(countBy(records, ({ eventName }) => eventName));
    expect(countsOf(found, 'errorType')).toEqual(countBy(records, ({ errorCode }) => errorCode));
    expect(countsOf(found, 'ip')).toEqual(
      countBy(records, ({ sourceIPAddress: ip }) => (isIP(String(ip)) > 0 ? ip : null)),
    );
    const counts = found.fields['action']?.map(({ count }) => count) ?? [];
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  });

  it('counts all fields where none is named, without those of the filter itself', async () => {
    const found = await facets('--outcome', 'failure');
    expect(Object.keys(found.fields)).toHaveLength(16);
    expect(countsOf(found, 'outcome')).toEqual({
      success: records.length - failed.length + 1,
      failure: failed.length,
    });
    expect(countsOf(found, 'action')).toEqual(countBy(failed, ({ eventName }) => eventName));
  });

  it('keeps the first of many values, and says how many there are', async () => {
    const found = await facets('--batch', '1', '--field', 'action', '--limit', '3');
    const distinct = Object.keys(countBy(records, ({ eventName }) => eventName)).length;
    expect(found).toMatchObject({ distinct: { action: distinct } });
    expect(found.fields['action']).toHaveLength(3);
    const shown = await store.show('facets', '--batch', '1', '--field', 'action', '--limit', '3');
    expect(shown).toContain(`… and ${distinct - 3} others; see --limit`);
  });

  it('gives actors and targets the names they have', async () => {
    const { fields } = await facets('--field', 'actor', '--field', 'outcome');
    const [busiest] = fields['actor'] ?? [];
    const arn = 'arn:aws:iam::123837392027:user/bert-jan';
    const count = events.filter(({ actorId }) => actorId === arn).length;
    expect(busiest).toEqual({ value: arn, name: 'bert-jan', count });
    expect(Object.keys(fields['outcome']?.[0] ?? {})).toEqual(['value', 'count']);
  });

  it('shows people a table for each field, and one for what is yes or no', async () => {
    const shown = await store.show('facets', '--field', 'outcome,error,flagged');
    expect(shown).toMatch(/^OUTCOME  EVENTS\nsuccess   2,601  █{30}\nfailure     300  ███▌\n\n/u);
    expect(shown).toMatch(/\n +YES +NO\nerror +300  2,601\nflagged +0  2,901\n$/u);
  });
});

describe('a question about many events', () => {
  it('is answered with the lens, which is kept for the next one', { timeout: 60_000 }, async () => {
    const { writes, folder } = tempStore();
    const many = 50_100;
    for (let done = 0; done < many; done += 10_020) {
      writes.record(makeEvents(10_020, { occurredAt: HAPPENED_AT + done }));
    }
    const kept = (): string[] => {
      const lens = join(folder, '.annals', 'state', 'lens');
      return existsSync(lens) ? readdirSync(lens) : [];
    };
    const few = ['--to', new Date(HAPPENED_AT + 1).toISOString(), '--field', 'action'];
    expect(countsOf((await askTrail(folder, 'facets', ...few)) as FacetsJson, 'action')).toEqual({
      'user.login': 10_020,
    });
    expect(kept()).toEqual([]);
    for (const _time of ['built', 'loaded']) {
      const found = (await askTrail(folder, 'facets', '--field', 'action,flagged')) as FacetsJson;
      expect(countsOf(found, 'action')).toEqual({ 'user.login': many });
      expect(countsOf(found, 'flagged')).toEqual({ no: many });
      expect(kept()).toHaveLength(1);
    }
  });
});

describe('annals timeline', () => {
  it('covers the range without a gap and agrees with the files', async () => {
    const range = ['--from', '2023-07-10T11:00:00Z', '--to', '2023-07-10T13:00:00Z'];
    for (const by of ['severity', 'outcome']) {
      const { buckets } = (await store.ask('timeline', ...range, '--by', by)) as {
        buckets: { start: string; end: string; total: number; counts: Counts }[];
      };
      expect(buckets.length).toBeGreaterThan(5);
      expect(buckets.length).toBeLessThanOrEqual(32);
      expect(buckets.slice(1).map(({ start }) => start)).toEqual(
        buckets.slice(0, -1).map(({ end }) => end),
      );
      for (const { start, end, total, counts } of buckets) {
        const within = events.filter(({ occurredAt: at }) => at >= start && at < end);
        const values = countBy(within, ({ outcome, severity }) =>
          by === 'outcome' ? outcome : severity,
        );
        expect([total, counts]).toEqual([within.length, values]);
      }
      expect(buckets.reduce((sum, { total }) => sum + total, 0)).toBe(records.length);
    }
  });

  it('has no more buckets than were asked for, and none where nothing matches', async () => {
    const one = (await store.ask('timeline', '--batch', '1', '--buckets', '1')) as {
      buckets: unknown[];
    };
    expect(one.buckets).toMatchObject([{ total: records.length }]);
    expect(await store.ask('timeline', '--actor', 'nobody')).toEqual({ buckets: [] });
    expect(await store.show('timeline', '--actor', 'nobody')).toBe(
      'No events match. Take a filter away, or widen --last.\n',
    );
  });

  it('shows people a row for each bucket, split and with a bar', async () => {
    const shown = await store.show('timeline', '--batch', '1', '--by', 'outcome');
    expect(shown).toMatch(/^TIME +EVENTS +FAILURE +SUCCESS\n2023-07-10 /u);
    expect(shown).toContain('█'.repeat(40));
    expect(shown).toContain('2,900 events by outcome; times in UTC.');
  });
});
