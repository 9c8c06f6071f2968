import { afterEach, describe, expect, it } from 'vitest';
import { CHANNELS } from '#shared/ipc/channels.ts';
import { contract } from '#shared/ipc/contract.ts';
import type { ChannelSpec } from '#shared/ipc/channel-spec.ts';
import type { StoredEvent } from '#shared/model/audit-event.ts';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import { ROLES, isAtLeast } from '#shared/model/role.ts';
import type { Role } from '#shared/model/role.ts';
import { makeEvent, makeImported } from '../support/make-event.ts';
import { SAMPLE_FOLDER, startRealApp, valueOf } from '../support/real-app.ts';
import type { RealApp } from '../support/real-app.ts';
import { SAMPLES } from './support/samples.ts';

const PASSPHRASE = 'correct horse';
const ADMIN = { name: 'Ada', role: 'admin', passphrase: PASSPHRASE } as const;

const leastOf = (channel: (typeof CHANNELS)[number]): Role | 'anyone' =>
  (contract[channel] as ChannelSpec).role;
const NEEDING_SIGN_IN = CHANNELS.filter((channel) => leastOf(channel) !== 'anyone');

let app: RealApp;

/** An app whose store has an operator of each role, with somebody signed in, or nobody. */
async function startAs(role: Role | null): Promise<void> {
  app = await startRealApp();
  valueOf(await app.call('store.openDefault', {}));
  valueOf(await app.call('operator.add', ADMIN));
  valueOf(await app.call('access.signIn', { name: 'Ada', passphrase: PASSPHRASE }));
  for (const other of ['auditor', 'viewer'] as const) {
    valueOf(await app.call('operator.add', { name: other, role: other, passphrase: PASSPHRASE }));
  }
  valueOf(await app.call('access.signOut', {}));
  if (role !== null) {
    const name = role === 'admin' ? ADMIN.name : role;
    const result = await app.call('access.signIn', { name, passphrase: PASSPHRASE });
    expect(valueOf(result)).toEqual({ isSignedIn: true, waitMs: 0 });
  }
}

afterEach(() => app.close());

/** The newest events of the trail, the newest first. */
async function newest(limit: number): Promise<readonly StoredEvent[]> {
  await app.recorder.flush();
  const request = {
    filter: EVERYTHING,
    order: 'recorded',
    offset: 0,
    cursor: null,
    limit,
  } as const;
  return (await app.session.host.reads.page(request)).items;
}

/** What calls could change, beside the trail. */
async function everything(): Promise<unknown> {
  const { reads } = app.session.host;
  const { events, headSeq } = await reads.facts();
  return {
    events,
    headSeq,
    operators: await reads.operators(),
    rules: await reads.accessRules(),
    holds: await reads.holds(),
    retention: await reads.retention(),
    reviewed: (await reads.reviewState()).upToSeq,
    copied: [...app.copied],
    settings: valueOf(await app.call('settings.get', {})),
    access: app.access.state,
  };
}

/** Makes a call that must be refused with a code, and must leave nothing but one event. */
async function expectRefusal(
  channel: (typeof CHANNELS)[number],
  code: string,
  event: object,
): Promise<void> {
  await app.recorder.flush();
  const before = (await everything()) as { readonly headSeq: number; readonly events: number };
  const result = await app.dispatch({ channel, input: SAMPLES[channel] });
  expect(result).toMatchObject({ ok: false, error: { code } });
  const [recorded] = await newest(1);
  expect(recorded).toMatchObject({
    action: channel,
    outcome: 'failure',
    errorType: code,
    ...event,
  });
  const after = { ...before, headSeq: before.headSeq + 1, events: before.events + 1 };
  expect(await everything()).toMatchObject(after);
}

describe.each(['viewer', 'auditor'] as const)('a signed-in %s', (role) => {
  it('is refused every channel that needs more, with one event each, and nothing changes', async () => {
    await startAs(role);
    const refused = CHANNELS.filter((channel) => {
      const least = leastOf(channel);
      return least !== 'anyone' && !isAtLeast(role, least);
    });
    expect(refused).not.toEqual([]);
    for (const channel of refused) {
      const least = leastOf(channel);
      await expectRefusal(channel, 'NOT_PERMITTED', {
        severity: 'warning',
        actorName: role,
        metadata: { channel, role, least },
      });
    }
    expect(app.bugs).toEqual([]);
  });
});

describe('while nobody is signed in', () => {
  it('everything is refused but what signing in takes', async () => {
    await startAs(null);
    for (const channel of NEEDING_SIGN_IN.slice(0, 50)) {
      await expectRefusal(channel, 'NOT_SIGNED_IN', { actorId: 'tester@host' });
    }
    for (const channel of NEEDING_SIGN_IN) {
      const result = await app.dispatch({ channel, input: SAMPLES[channel] });
      expect(result).toMatchObject({ ok: false, error: { code: 'NOT_SIGNED_IN' } });
    }
  });

  it('a page that calls on and on does not flood the trail', async () => {
    await startAs(null);
    for (let call = 0; call < 200; call += 1) await app.call('history.detail', { seq: 1 });
    const refusals = (await newest(300)).filter(({ action }) => action === 'history.detail');
    expect(refusals).toHaveLength(60);
  });
});

describe('a signed-in admin', () => {
  it('is refused nothing for the role', async () => {
    await startAs('admin');
    const risky = new Set(['access.signOut', 'access.lock']);
    for (const channel of CHANNELS.filter(
      (name) => !risky.has(name) && !name.startsWith('store.'),
    )) {
      const result = await app.dispatch({ channel, input: SAMPLES[channel] });
      const code = result.ok ? null : result.error.code;
      expect(['NOT_PERMITTED', 'NOT_SIGNED_IN']).not.toContain(code);
    }
  });
});

describe('a job', () => {
  it('is stopped only by those who could have started it', async () => {
    await startAs('admin');
    app.answers.imports = [SAMPLE_FOLDER];
    const offer = valueOf(await app.call('import.choose', { kind: 'folder' }));
    if (!offer) throw new Error('nothing was offered');
    const { jobId } = valueOf(await app.call('import.start', { token: offer.token }));
    valueOf(await app.call('access.signIn', { name: 'auditor', passphrase: PASSPHRASE }));
    const stopped = await app.call('job.cancel', { jobId });
    expect(stopped).toMatchObject({ ok: false, error: { code: 'NOT_PERMITTED' } });
    expect((await app.ended(jobId)).state.kind).toBe('done');
  });
});

describe('stack traces and originals', () => {
  const RAW = '{"secret":"of the program"}';
  const TRACE = 'Error: no\n    at a (b.ts:1:2)';

  async function fill(): Promise<void> {
    const { writes } = app.session.host;
    const failed = makeEvent({ outcome: 'error', severity: 'error', stackTrace: TRACE });
    await writes.record([{ ...failed, occurredAt: Date.now() }]);
    const { batch } = await writes.beginImport({
      operator: app.access.operator,
      title: 'a file',
      files: ['a.json'],
    });
    await writes.appendImport({ batch, events: [makeImported('im_1', RAW)], rejected: 0 });
    await writes.finishImport({ batch, outcome: 'done', format: 'test' });
  }

  it.each(ROLES)('reach a %s as the role may have them', async (role) => {
    await startAs(role);
    await fill();
    const errors = valueOf(await app.call('question.errors', {}));
    const [item] = errors.items;
    if (!item) throw new Error('the error was not found');
    const detail = valueOf(await app.call('history.detail', { seq: item.seq }));
    const imported = valueOf(await app.call('history.detail', { seq: item.seq + 1 }));
    const sees = role !== 'viewer';
    const trace = sees ? TRACE : null;
    expect(item.stackTrace).toBe(trace);
    expect(errors.groups[0]?.latest.stackTrace).toBe(trace);
    expect(detail.event.stackTrace).toBe(trace);
    expect(imported.raw).toBe(sees ? RAW : null);
  });
});
