import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewEvent } from '#shared/model/audit-event.ts';
import { makeEvent } from '../support/make-event.ts';
import { startRealApp, valueOf } from '../support/real-app.ts';
import type { RealApp } from '../support/real-app.ts';

const DAY_MS = 86_400_000;
const NOW = Date.now();

const service = (id: string) => [{ type: 'service', id, name: null }];
const daysAgo = (days: number): number => NOW - days * DAY_MS + 60_000;

/** What the store holds, by the ids that tests speak of. */
const EVENTS: readonly (Partial<NewEvent> & { readonly id: string })[] = [
  { id: 'ok', occurredAt: daysAgo(1), targets: service('billing'), intent: 'refund' },
  { id: 'failed', occurredAt: daysAgo(2), outcome: 'failure', targets: service('billing') },
  {
    id: 'broke',
    occurredAt: daysAgo(6),
    outcome: 'error',
    severity: 'error',
    errorType: 'Timeout',
    stackTrace: 'at pay (billing.ts:7)',
    targets: service('billing'),
    intent: 'refund',
  },
  { id: 'old', occurredAt: daysAgo(30), outcome: 'failure', targets: service('mail') },
  {
    id: 'ancient',
    occurredAt: daysAgo(300),
    severity: 'critical',
    errorType: 'Timeout',
    targets: service('mail'),
    intent: 'refund',
  },
  { id: 'untyped', occurredAt: daysAgo(400), outcome: 'error', targets: service('mail') },
];

describe('the ready-made questions', () => {
  let app: RealApp;
  beforeAll(async () => {
    app = await startRealApp();
    valueOf(await app.call('store.openDefault', {}));
    await app.session.host.writes.record(EVENTS.map((event) => makeEvent(event)));
  });
  afterAll(() => app.close());

  const idsOf = ({ items }: { readonly items: readonly { readonly id: string }[] }) =>
    items.map(({ id }) => id);

  it('failures: what failed in the last seven days, or as many as are asked for', async () => {
    const week = valueOf(await app.call('question.failures', {}));
    expect(idsOf(week)).toEqual(['failed', 'broke']);
    expect(week).toMatchObject({ total: 2, limit: 100, offset: 0, nextCursor: null });
    const quarter = valueOf(await app.call('question.failures', { days: 90 }));
    expect(idsOf(quarter)).toEqual(['failed', 'broke', 'old']);
    const mail = valueOf(await app.call('question.failures', { days: 90, service: 'mail' }));
    expect(idsOf(mail)).toEqual(['old']);
  });

  it('by service: everything that touched it, from the whole trail unless days are given', async () => {
    const mail = valueOf(await app.call('question.byService', { service: 'mail' }));
    expect(idsOf(mail)).toEqual(['old', 'ancient', 'untyped']);
    const errors = { service: 'mail', outcome: 'error' } as const;
    expect(idsOf(valueOf(await app.call('question.byService', errors)))).toEqual(['untyped']);
    const year = { service: 'mail', days: 365 };
    expect(idsOf(valueOf(await app.call('question.byService', year)))).toEqual(['old', 'ancient']);
    const none = valueOf(await app.call('question.byService', { service: 'nowhere' }));
    expect(none).toEqual({ items: [], total: 0, limit: 100, offset: 0, nextCursor: null });
  });

  it('errors: with their stack traces, and grouped by type', async () => {
    const errors = valueOf(await app.call('question.errors', {}));
    expect(errors).toMatchObject({ total: 3, limit: 50 });
    expect(idsOf(errors)).toEqual(['broke', 'ancient', 'untyped']);
    expect(errors.items[0]?.stackTrace).toBe('at pay (billing.ts:7)');
    expect(errors.groups).toMatchObject([
      {
        errorType: 'Timeout',
        count: 2,
        firstSeen: daysAgo(300),
        lastSeen: daysAgo(6),
        latest: { id: 'broke', stackTrace: 'at pay (billing.ts:7)' },
      },
      { errorType: null, count: 1, latest: { id: 'untyped' } },
    ]);
    const worst = valueOf(await app.call('question.errors', { severity: 'critical' }));
    expect(idsOf(worst)).toEqual(['ancient']);
    const timeouts = valueOf(await app.call('question.errors', { errorType: 'Timeout' }));
    expect(timeouts).toMatchObject({ total: 2, groups: [{ errorType: 'Timeout', count: 2 }] });
  });

  it('errors: groups are counted over everything, whatever the page', async () => {
    const page = valueOf(await app.call('question.errors', { limit: 1, offset: 1 }));
    expect(idsOf(page)).toEqual(['ancient']);
    expect(page.groups.map(({ count }) => count)).toEqual([2, 1]);
  });

  it('combined: the total counts exactly what the rows are taken from, intent included', async () => {
    const refunds = { intent: 'refund', days: 365 };
    const first = valueOf(await app.call('question.combined', { ...refunds, limit: 2 }));
    expect(idsOf(first)).toEqual(['ok', 'broke']);
    expect(first).toMatchObject({ total: 3, limit: 2, offset: 0 });
    expect(first.nextCursor).not.toBeNull();
    const second = valueOf(
      await app.call('question.combined', { ...refunds, limit: 2, offset: 2 }),
    );
    expect(idsOf(second)).toEqual(['ancient']);
    expect(second).toMatchObject({ total: 3, offset: 2, nextCursor: null });
    const all = { ...refunds, outcome: 'error', service: 'billing' } as const;
    const one = valueOf(await app.call('question.combined', all));
    expect(idsOf(one)).toEqual(['broke']);
    expect(one.total).toBe(1);
    const beyond = valueOf(await app.call('question.combined', { ...all, offset: 10 }));
    expect(beyond).toMatchObject({ items: [], total: 1, nextCursor: null });
  });

  it('combined: nothing given means the whole trail', async () => {
    const all = valueOf(await app.call('question.combined', {}));
    expect(all).toMatchObject({ total: EVENTS.length, limit: 100, offset: 0 });
  });

  it.each([
    ['question.failures', { days: 0 }, 'days: must be a whole number, from 1 to 90'],
    ['question.failures', { days: 91 }, 'days: must be a whole number, from 1 to 90'],
    ['question.failures', { days: 1.5 }, 'days: must be a whole number, from 1 to 90'],
    [
      'question.byService',
      { service: 'x', days: 366 },
      'days: must be a whole number, from 1 to 365',
    ],
    ['question.errors', { limit: 201 }, 'limit: must be a whole number, from 1 to 200'],
    ['question.combined', { days: 366 }, 'days: must be a whole number, from 1 to 365'],
    ['question.combined', { limit: 0 }, 'limit: must be a whole number, from 1 to 1000'],
    ['question.combined', { limit: 1_001 }, 'limit: must be a whole number, from 1 to 1000'],
    ['question.combined', { offset: -1 }, 'offset: must be a whole number, 0 or more'],
    ['question.combined', { offset: '1' }, 'offset: must be a whole number, 0 or more'],
  ])('%s refuses %o in plain words', async (channel, input, message) => {
    const result = await app.dispatch({ channel, input });
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'INVALID_INPUT', message: `${channel}: ${message}` },
    });
  });
});
