import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { storePlace } from '../support/temp-store.ts';
import { eventsOf, testRecorder } from './support/recorders.ts';

const ADA = { id: 'u-1', name: 'Ada Admin' };
const AT = Date.UTC(2026, 2, 4, 5, 6, 7, 89);
const sellers = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    type: 'seller',
    id: `s${index}`,
    name: `Seller ${index}`,
  }));

describe('a recorder', () => {
  it('creates the store with the first event, and says where the event is', () => {
    const place = storePlace();
    const recorder = testRecorder(place, { clock: () => AT });
    const first = recorder.record({ action: 'seller.rename' });
    const second = recorder.record({
      action: 'seller.rename',
      id: 'my-own',
      occurredAt: '2026-01-01',
    });
    expect(first).toEqual({ recorded: true, id: expect.stringMatching(/^al_/u), seq: 1 });
    expect(second).toEqual({ recorded: true, id: 'my-own', seq: 2 });
    expect(eventsOf(place)).toMatchObject([
      { seq: 1, occurredAt: AT, host: hostname(), metadata: { application: 'shop' } },
      { id: 'my-own', occurredAt: Date.UTC(2026, 0, 1), outcome: 'unknown', severity: 'info' },
    ]);
    expect(recorder.failures).toBe(0);
  });

  it('records everything that an event can say', () => {
    const place = storePlace();
    const recorder = testRecorder(place, { actor: ADA });
    recorder.record({
      action: 'seller.update',
      occurredAt: new Date(AT),
      category: 'entity',
      outcome: 'success',
      targets: [{ type: 'seller', id: '17' }],
      metadata: { form: 'short', at: new Date(AT) },
      changes: { old: { name: 'A' }, new: { name: 'B' } },
      ip: '192.0.2.1',
      sessionId: 'a1b2',
    });
    recorder.record({ action: 'task.run', actor: { id: 'cron', type: 'system' } });
    expect(eventsOf(place)).toMatchObject([
      {
        occurredAt: AT,
        actorId: 'u-1',
        actorName: 'Ada Admin',
        actorType: 'user',
        targets: [{ type: 'seller', id: '17', name: null }],
        metadata: { application: 'shop', form: 'short', at: '2026-03-04T05:06:07.089Z' },
        changes: { old: { name: 'A' }, new: { name: 'B' } },
        ip: '192.0.2.1',
        sessionId: 'a1b2',
        sensitive: false,
      },
      { actorId: 'cron', actorName: null, actorType: 'system' },
    ]);
  });

  it.each([
    [{ action: '' }, '“action” is empty'],
    [{ action: 'a', outcome: 'won' }, '“outcome” must be one of success, failure, error, unknown'],
    [{ action: 'a', colour: 'red' }, 'an event has no field “colour”'],
    [{ action: 'a', occurredAt: 'soon' }, '“occurredAt”: “soon” is not an ISO 8601 time'],
    [{ action: 'a', targets: 7 }, ''],
    [null, ''],
  ])('says why it does not record %j, and throws nothing', (event, issue) => {
    const recorder = testRecorder();
    const result = recorder.record(event as never);
    expect(result).toMatchObject({ recorded: false, kept: false });
    expect(result).toHaveProperty('reason', expect.stringContaining(issue));
    expect([recorder.failures, recorder.lost]).toEqual([1, 1]);
  });

  it('cuts what is longer than an event can hold, and records the rest', () => {
    const place = storePlace();
    const recorder = testRecorder(place);
    const result = recorder.record({
      action: 'import',
      message: 'word '.repeat(100_000),
      targets: sellers(10_001),
      metadata: { small: 1, list: Array.from({ length: 20_000 }, (_, index) => `entry ${index}`) },
    });
    expect(result).toMatchObject({ recorded: true });
    const [event] = eventsOf(place);
    expect(event?.message).toMatch(/^(?:word )+…$/u);
    expect(event?.targets).toHaveLength(10_000);
    expect(event?.metadata).toEqual({
      application: 'shop',
      small: 1,
      list: expect.stringMatching(/^\[[\d,]+ characters left out\]$/u),
    });
  });
});

describe('the helpers of a recorder', () => {
  it('record who came and went', () => {
    const place = storePlace();
    const recorder = testRecorder(place);
    recorder.login(ADA);
    recorder.login(ADA, { outcome: 'failure', ip: '192.0.2.1' });
    recorder.logout({ id: 'u-2' });
    expect(eventsOf(place)).toMatchObject([
      {
        action: 'user.login',
        category: 'auth',
        outcome: 'success',
        message: 'Ada Admin signed in',
      },
      {
        outcome: 'failure',
        severity: 'warning',
        message: 'Ada Admin could not sign in',
        ip: '192.0.2.1',
      },
      { action: 'user.logout', actorId: 'u-2', message: 'u-2 signed out' },
    ]);
  });

  it('record what users and administrators did', () => {
    const place = storePlace();
    const recorder = testRecorder(place, { actor: ADA });
    recorder.userAction('cart.add', { message: 'Put a lamp into the cart' });
    recorder.adminAction('role.grant', { outcome: 'failure' });
    expect(eventsOf(place)).toMatchObject([
      {
        action: 'cart.add',
        category: 'data',
        outcome: 'success',
        severity: 'info',
        actorId: 'u-1',
      },
      { action: 'role.grant', category: 'admin', outcome: 'failure', severity: 'notice' },
    ]);
  });

  it('record one event for an act on many things', () => {
    const place = storePlace();
    const recorder = testRecorder(place);
    recorder.flagged({ targets: sellers(40) });
    recorder.flagged({ targets: sellers(1), flagged: false });
    recorder.exported({ format: 'csv', targets: sellers(2), count: 1_204, totalCount: 2_000 });
    recorder.imported({ format: 'json', targets: [...sellers(1), { type: 'shop', id: '1' }] });
    recorder.pruned({ count: 3, noun: 'entry', metadata: { before: '2026-01-01' } });
    const events = eventsOf(place);
    expect(events).toMatchObject([
      {
        action: 'flag',
        message: 'Flagged 40 sellers',
        affectedCount: 40,
        metadata: { flagged: true },
      },
      {
        action: 'flag',
        message: 'Unflagged 1 seller',
        affectedCount: 1,
        metadata: { flagged: false },
      },
      {
        action: 'export',
        source: 'export',
        message: 'Exported 1,204 sellers as CSV',
        affectedCount: 1_204,
        totalCount: 2_000,
        metadata: { format: 'csv', targets: ['seller:s0', 'seller:s1'] },
      },
      { action: 'import', source: 'import', message: 'Imported 2 items', affectedCount: 2 },
      {
        action: 'prune',
        message: 'Pruned 3 entries',
        affectedCount: 3,
        metadata: { before: '2026-01-01' },
      },
    ]);
    expect(events[0]?.targets).toHaveLength(40);
    expect(events[0]?.metadata['targets']).toHaveLength(40);
  });

  it('record errors with type, message, stack trace and severity', () => {
    const place = storePlace();
    const recorder = testRecorder(place);
    recorder.error(new TypeError('no such field\nat all', { cause: new Error('deep') }), {
      action: 'save',
    });
    recorder.error('just a text');
    recorder.error(undefined, { message: 'Something odd' });
    const events = eventsOf(place);
    expect(events).toMatchObject([
      {
        action: 'save',
        category: 'system',
        outcome: 'error',
        severity: 'error',
        message: 'TypeError: no such field',
        errorType: 'TypeError',
        errorMessage: 'no such field\nat all',
      },
      { action: 'error', errorType: 'string', errorMessage: 'just a text', stackTrace: null },
      { errorType: 'undefined', message: 'Something odd' },
    ]);
    expect(events[0]?.stackTrace).toMatch(/recorder\.test\.ts[\s\S]*Caused by: Error: deep/u);
  });
});
