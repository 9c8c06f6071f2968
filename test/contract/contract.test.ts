import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { CHANNELS, PUSHES } from '#shared/ipc/channels.ts';
import type { ChannelName } from '#shared/ipc/channels.ts';
import { contract, isCancellable, pushes } from '#shared/ipc/contract.ts';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import { startRealApp, valueOf } from '../support/real-app.ts';
import type { RealApp } from '../support/real-app.ts';
import { SAMPLES, UNKNOWN_ID } from './support/samples.ts';

/** Calls that name something which does not exist in this test. */
const EXPECTED_FAILURES: Partial<Record<ChannelName, string>> = {
  'flag.undo': 'NOT_FOUND',
  'hold.release': 'NOT_FOUND',
  'export.reveal': 'NOT_FOUND',
  'import.sample': 'NOT_FOUND',
  'import.preview': 'NOT_FOUND',
  'import.start': 'NOT_FOUND',
  'mapping.remove': 'NOT_FOUND',
  'job.cancel': 'NOT_FOUND',
  // Nobody has to sign in here: see roles.test.ts.
  'access.signIn': 'STORE_UNAVAILABLE',
  'operator.add': 'CONFLICT',
  'operator.change': 'NOT_FOUND',
  'operator.remove': 'NOT_FOUND',
  'store.openRecent': 'NOT_FOUND',
  'event.find': 'NOT_FOUND',
  'export.drag': 'NOT_FOUND',
};

/** Values that break programs which trust what they get. */
const HOSTILE: readonly unknown[] = [
  undefined,
  null,
  0,
  Number.NaN,
  '',
  'x'.repeat(100_000),
  [],
  [[]],
  { extra: true },
  JSON.parse('{"__proto__": {"isAdmin": true}}'),
  { constructor: { prototype: {} } },
  { seq: '1 OR 1=1' },
  { seq: -1 },
  { queryId: 'q1; DROP TABLE event' },
  { queryId: 'q1', start: 5, end: 1 },
  { queryId: 'q1', start: 0, end: 1_000_000 },
  { filter: { from: '2026-01-01', to: null, terms: [] }, order: 'newest' },
  { filter: { from: null, to: null, terms: [{ field: 'sql', values: ['1'], negated: false }] } },
  { filter: EVERYTHING, order: 'random()' },
  { queryId: 'q1', at: { seq: 1, time: 1 } },
  { queryId: 'q1', at: { time: 1e300 } },
  { filter: EVERYTHING, fields: ['message'], limit: 10 },
  { filter: EVERYTHING, fields: ['action', '__proto__'], limit: 10 },
  { filter: EVERYTHING, fields: ['action'], limit: 1e9 },
  { filter: EVERYTHING, by: 'severity', buckets: 1e9, timeZone: 'UTC' },
  { filter: EVERYTHING, by: 'severity', buckets: 10, timeZone: '../../etc/localtime' },
  { filter: EVERYTHING, by: 'hash; --', buckets: 10, timeZone: 'UTC' },
  { seq: 1, limit: 1e9 },
  { type: null, search: '', flagged: null, order: 'name', limit: 0, offset: 0 },
  { type: "x' OR '1'='1", search: '', flagged: 'yes', order: 'name', limit: 1, offset: 0 },
  { days: 0 },
  { days: 366 },
  { days: 1.5 },
  { service: '' },
  { service: ['a'], outcome: 'failure' },
  { service: 'a', limit: 1_001 },
  { service: 'a', offset: -1 },
  { severity: '>=error' },
  { outcome: 'refused' },
  { selection: { seqs: [] }, flagged: true, note: null },
  { selection: { seqs: ['1'] }, flagged: true, note: null },
  { selection: { seqs: [1], filter: EVERYTHING }, flagged: true, note: null },
  { selection: { filter: EVERYTHING }, flagged: 'yes', note: null },
  { selection: { filter: EVERYTHING }, flagged: true, note: ' ' },
  { entities: [{ type: 'seller', id: '' }], flagged: true, note: null },
  { act: -1 },
  { seq: 1, text: '' },
  { selection: { filter: EVERYTHING }, reason: '' },
  { upToSeq: 0, note: null },
  { limit: 1e9, offset: 0 },
  { format: '', targets: [], count: 0 },
  { format: 'csv', targets: [{ type: 'a', id: 'b', name: null }], count: 0 },
  { filter: EVERYTHING, format: 'xlsx' },
  { filter: EVERYTHING, format: 'csv', columns: ['salt'] },
  { filter: EVERYTHING, format: 'csv', path: '/etc/passwd' },
  { selection: { seqs: [] }, format: 'csv' },
  { requestId: '*' },
  { paths: [] },
  { paths: ['/etc/passwd', 7] },
  { token: '../../etc/passwd' },
  { theme: 'javascript:alert(1)' },
];

describe('the contract', () => {
  let app: RealApp;

  beforeAll(async () => {
    app = await startRealApp();
    valueOf(await app.call('store.openDefault', {}));
  });
  afterAll(() => app.close());

  it('declares a schema for every channel and every push', () => {
    expect(Object.keys(contract).toSorted()).toEqual([...CHANNELS].toSorted());
    expect(Object.keys(pushes).toSorted()).toEqual([...PUSHES].toSorted());
  });

  it.each(CHANNELS)('%s answers its sample as declared', async (channel) => {
    await openSample(app);
    const { queryId } = valueOf(await app.call('history.open', SAMPLES['history.open']));
    const sample = SAMPLES[channel];
    const input = 'queryId' in sample ? { ...sample, queryId } : sample;
    const result = await app.dispatch({ channel, input });
    const expected = EXPECTED_FAILURES[channel];
    // The next job would be refused while this one runs.
    const started = result.ok ? (result.value as { readonly jobId?: string } | null) : null;
    if (started?.jobId !== undefined) await app.ended(started.jobId);
    if (expected === undefined) expect(result).toMatchObject({ ok: true });
    else expect(result).toMatchObject({ ok: false, error: { code: expected } });
  });

  it.each(CHANNELS)('%s refuses hostile input', async (channel) => {
    for (const input of HOSTILE) {
      if (contract[channel].input.safeParse(input).success) continue;
      const result = await app.dispatch({ channel, input });
      expect(result).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } });
    }
  });

  it.each(CHANNELS)('%s refuses or answers anything at all, and never throws', async (channel) => {
    // Only what the schema refuses is sent on: dialogs and openings are not for random calls.
    await fc.assert(
      fc.asyncProperty(fc.anything({ withBigInt: true, withDate: true }), async (input) => {
        fc.pre(!contract[channel].input.safeParse(input).success);
        const result = await app.dispatch({ channel, input });
        return !result.ok && result.error.code === 'INVALID_INPUT';
      }),
      { numRuns: 60 },
    );
  });

  it.each(CHANNELS)('%s refuses a sender that is not our page', async (channel) => {
    const result = await app.dispatch({ channel, input: SAMPLES[channel], isTrusted: false });
    expect(result).toMatchObject({ ok: false, error: { code: 'UNTRUSTED_SENDER' } });
  });

  it.each(CHANNELS)(
    '%s takes a requestId if it can be cancelled, and no other',
    async (channel) => {
      await openSample(app);
      const call = { channel, input: SAMPLES[channel] };
      for (const requestId of ['', 'x', 7, null, {}, `${UNKNOWN_ID} `]) {
        const refused = await app.dispatch({ ...call, requestId });
        expect(refused).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } });
      }
      const result = await app.dispatch({ ...call, requestId: UNKNOWN_ID });
      const isRefused = !result.ok && result.error.code === 'INVALID_INPUT';
      expect(isRefused).toBe(!isCancellable(channel));
    },
  );

  it('refuses a channel that is not declared', async () => {
    for (const channel of ['', 'history', 'history.open ', 'constructor', '__proto__']) {
      const result = await app.dispatch({ channel, input: {} });
      expect(result).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } });
    }
  });

  it('meets no failure that a channel does not declare', () => {
    expect(app.bugs.filter((bug) => !isExpectedRefusal(bug))).toEqual([]);
  });
});

describe('a closing app', () => {
  it('refuses every call', async () => {
    const app = await startRealApp();
    app.shutDown();
    const result = await app.call('store.state', {});
    expect(result).toMatchObject({ ok: false, error: { code: 'SHUTTING_DOWN' } });
    await app.close();
  });
});

/** Opens the sample store, unless the test before has left it open, and waits until it is filled. */
async function openSample(app: RealApp): Promise<void> {
  const state = valueOf(await app.call('store.state', {}));
  if (state.kind === 'open' && state.info.kind === 'sample') return;
  valueOf(await app.call('store.openSample', {}));
  const { jobs } = valueOf(await app.call('job.list', {}));
  await Promise.all(jobs.map((job) => app.ended(job.jobId)));
}

/** Refusals of undeclared channels are reported too: no contract lists their codes. */
function isExpectedRefusal(bug: unknown): boolean {
  return bug instanceof Error && 'code' in bug && bug.code === 'INVALID_INPUT';
}
