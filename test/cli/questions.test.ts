import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewEvent } from '#shared/model/audit-event.ts';
import type { EventJson } from '#shared/model/event-json.ts';
import type { Outcome } from '#shared/model/vocabulary.ts';
import { cloudTrailRecords } from '../import/support/files.ts';
import { makeEvent } from '../support/make-event.ts';
import { removeFolder, tempStore } from '../support/temp-store.ts';
import { annals } from './support/annals.ts';
import { SampleStore, askTrail, countBy } from './support/sample.ts';
import type { PageJson } from './support/sample.ts';

interface ErrorsJson extends PageJson {
  readonly groups: readonly {
    readonly errorType: string | null;
    readonly count: number;
    readonly firstSeen: string;
    readonly lastSeen: string;
    readonly latest: EventJson;
  }[];
}

interface EntitiesJson {
  readonly items: readonly {
    readonly type: string;
    readonly id: string;
    readonly name: string | null;
    readonly events: number;
    readonly firstSeen: string;
    readonly lastSeen: string;
    readonly flagged: boolean;
  }[];
  readonly total: number;
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

const OLGA = { id: 'o-1', name: 'Olga' };

describe('annals failures', () => {
  it('lists what did not succeed, and counts the same', async () => {
    const from = ['--from', '2023-01-01'];
    const items = await store.everyPage('failures', ...from, '--limit', '200');
    expect(items.map(({ seq }) => seq)).toEqual(
      events.filter(({ outcome }) => outcome !== 'success').map(({ seq }) => seq),
    );
    expect(items).toHaveLength(failed.length);
    const page = (await store.ask(
      'failures',
      ...from,
      '--limit',
      '7',
      '--offset',
      '5',
    )) as PageJson;
    expect(page).toMatchObject({ total: failed.length, limit: 7, offset: 5 });
    expect(page.items).toEqual(items.slice(5, 12));
    expect(await store.ask('failures', ...from, '--service', 'ssm', '--limit', '1')).toMatchObject({
      total: await store.count('--outcome', 'failure,error', '--service', 'ssm'),
    });
  });

  it('looks back 7 days, or as far as it is told', async () => {
    const { writes, folder } = tempStore();
    const event = (outcome: Outcome, days: number): NewEvent =>
      makeEvent({ outcome, occurredAt: Date.now() - days * 86_400_000 });
    writes.record([
      event('failure', 1),
      event('error', 6),
      event('success', 1),
      event('failure', 8),
      event('failure', 80),
      event('failure', 100),
    ]);
    const total = async (...args: string[]): Promise<number> =>
      ((await askTrail(folder, 'failures', ...args)) as PageJson).total;
    expect(await total()).toBe(2);
    expect(await total('--days', '9')).toBe(3);
    expect(await total('--days', '90')).toBe(4);
    expect(await total('--last', '48h')).toBe(1);
    expect(await total('--from', '2020-01-01')).toBe(5);
    const { stdout } = await annals(folder, [
      'failures',
      '--actor',
      'nobody',
      '--store',
      'trail.db',
    ]);
    expect(stdout).toBe('No failures match. Look further back with --days (up to 90) or --from.\n');
  });
});

describe('annals by-service', () => {
  it('lists everything that touched a service, narrowed by outcome and days', async () => {
    const touched = events.filter(({ targets }) =>
      targets.some(({ type, id }) => type === 'service' && id === 'ssm'),
    );
    const direct = records.filter(({ eventSource }) => eventSource === 'ssm.amazonaws.com');
    expect(touched.length).toBeGreaterThanOrEqual(direct.length);
    expect(await store.everyPage('by-service', 'ssm', '--limit', '400')).toEqual(touched);
    expect(await store.ask('by-service', 'ssm', '--outcome', 'failure')).toMatchObject({
      total: touched.filter(({ outcome }) => outcome === 'failure').length,
    });
    expect(await store.ask('by-service', 'ssm', '--days', '30')).toMatchObject({ total: 0 });
  });

  it('says how to find services where there is none of that name', async () => {
    expect(await store.show('by-service', 'no\u001b[2Jne')).toBe(
      'No events of the service “no⟨U+001B⟩[2Jne” match. Services there are: annals facets --field service\n',
    );
  });
});

describe('annals errors', () => {
  it('groups errors by type as the files have them, with the newest of each', async () => {
    const { groups, total, limit, items } = (await store.ask('errors')) as ErrorsJson;
    expect([total, limit, items.length]).toEqual([failed.length, 50, 50]);
    const counts = Object.fromEntries(groups.map(({ errorType, count }) => [errorType, count]));
    expect(counts).toEqual(countBy(failed, ({ errorCode }) => errorCode));
    for (const { errorType, firstSeen, lastSeen, latest } of groups) {
      const times = events
        .filter((event) => event.errorType === errorType)
        .map(({ occurredAt }) => occurredAt);
      expect([times.at(-1), times[0]]).toEqual([firstSeen, lastSeen]);
      expect([latest.errorType, latest.occurredAt]).toEqual([errorType, lastSeen]);
    }
  });

  it('narrows them down, and goes through all of them', async () => {
    const denied = failed.filter(({ errorCode }) => errorCode === 'AccessDenied');
    const answer = (await store.ask('errors', '--error-type', 'AccessDenied')) as ErrorsJson;
    expect(answer).toMatchObject({ total: denied.length, groups: [{ count: denied.length }] });
    expect(answer.items).toHaveLength(denied.length);
    const bad = events.filter(
      ({ errorType, severity }) => errorType !== null && ['warning', 'error'].includes(severity),
    );
    expect(await store.everyPage('errors', '--severity', '>=warning', '--limit', '20')).toEqual(
      bad,
    );
  });

  it('shows people the types first, then the errors, and cut down to what fits', async () => {
    const shown = await store.show('errors', '--limit', '2');
    expect(shown).toMatch(/^ERRORS +TYPE +FIRST SEEN +LAST SEEN +LATEST\n +102  ThrottlingExc/u);
    expect(shown).toContain('… and 17 other types; see --json\n\n   #  TIME ');
    expect(shown).toContain('1–2 of 300 events, newest first; times in UTC. Next page: --offset 2');
    expect(await store.show('errors', '--actor', 'nobody')).toBe(
      'No errors match. Take a filter away, or see `annals failures`.\n',
    );
  });
});

describe('annals entities', () => {
  /** What the events touched, computed from the events. */
  function touched(): ReadonlyMap<string, { count: number; first: string; last: string }> {
    const entities = new Map<string, { count: number; first: string; last: string }>();
    for (const { targets, occurredAt } of events) {
      for (const key of new Set(targets.map(({ type, id }) => `${type}:${id}`))) {
        const { count = 0, last = occurredAt } = entities.get(key) ?? {};
        entities.set(key, { count: count + 1, first: occurredAt, last });
      }
    }
    return entities;
  }

  it('lists everything that events touched, with counts and times', async () => {
    const { items, total } = (await store.ask('entities', '--limit', '1000')) as EntitiesJson;
    const expected = touched();
    expect([total, items.length]).toEqual([expected.size, expected.size]);
    for (const { type, id, events: count, firstSeen, lastSeen } of items) {
      expect({ count, first: firstSeen, last: lastSeen }).toEqual(expected.get(`${type}:${id}`));
    }
    const counts = items.map((item) => item.events);
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  });

  it('searches, orders and pages', async () => {
    const services = (await store.ask('entities', '--type', 'service', '--order', 'name')) as
      | EntitiesJson
      | undefined;
    const names = services?.items.map(({ id }) => id) ?? [];
    expect(names).toContain('ssm');
    expect(names).toEqual(names.toSorted((a, b) => (a < b ? -1 : 1)));
    const found = (await store.ask(
      'entities',
      '--search',
      'STRATUS',
      '--limit',
      '10',
    )) as EntitiesJson;
    const all = [...touched().keys()].filter((key) => key.includes('stratus'));
    expect(found.total).toBe(all.length);
    const next = await store.ask(
      'entities',
      '--search',
      'stratus',
      '--limit',
      '5',
      '--offset',
      '5',
    );
    expect(next).toMatchObject({ items: found.items.slice(5, 10), limit: 5, offset: 5 });
  });

  it('tells flagged ones apart', async () => {
    const { writes, folder } = tempStore();
    const sellers = ['Acme', 'Bolt'].map((name, index) => ({
      type: 'seller',
      id: `${index + 1}`,
      name,
    }));
    writes.record([makeEvent({ targets: sellers })]);
    const entities = [{ type: 'seller', id: '2' }];
    writes.flagEntities({ entities, flagged: true, note: null, operator: OLGA });
    const ask = async (...args: string[]): Promise<string[]> =>
      ((await askTrail(folder, 'entities', ...args)) as EntitiesJson).items.map(({ id }) => id);
    expect(await ask('--flagged')).toEqual(['2']);
    expect(await ask('--flagged=no', '--type', 'seller')).toEqual(['1']);
    const { stdout } = await annals(folder, ['entities', '--flagged', '--store', 'trail.db']);
    expect(stdout).toMatch(/ {2}seller {2}2 {3}Bolt {2}flagged {2}/u);
  });

  it('says what to do where there is nothing to show', async () => {
    expect(await store.show('entities', '--search', 'nothing like that')).toBe(
      'Nothing matches. Take --type, --search or --flagged away.\n',
    );
    expect(await store.show('entities', '--offset', '400')).toBe(
      'There are only 376 entities; take a smaller --offset.\n',
    );
  });
});
