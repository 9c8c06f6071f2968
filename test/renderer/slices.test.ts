import { describe, expect, test, vi } from 'vitest';
import type { Settings } from '#shared/model/settings.ts';
import { DEFAULT_SETTINGS } from '#shared/model/default-settings.ts';
import { FakeFailure } from './support/fake-annals.ts';
import { makeDetail, makeDetails } from './support/make-detail.ts';
import { makeStore } from './support/make-store.ts';

const FULL = {
  code: 'STORE_FULL',
  message: 'The disk is full.',
  hint: 'Free some space.',
} as const;
const progress = { read: 5, added: 5, duplicates: 0, rejected: 0, bytesRead: 1, bytesTotal: 9 };
const result = {
  batch: 1,
  read: 5,
  added: 5,
  duplicates: 0,
  rejected: 0,
  rejections: [],
  format: 'json',
  times: { zone: 'UTC', dateOrder: null, notes: {} },
};
const job = { jobId: 'j1', kind: 'import', title: '5 files' } as const;

describe('session', () => {
  test('opening another store begins with a clean filter and selection', async () => {
    const { state } = makeStore({ events: makeDetails(3) });
    await state().loadStoreState();
    state().addFilterValue('actor', 'a', false);
    state().activate(1, 2);
    await state().openSampleStore();
    expect(state().terms).toEqual([]);
    expect(state().activeSeq).toBeNull();
    expect(state().store).toMatchObject({ kind: 'open', info: { kind: 'sample' } });
  });

  test('another store of the same name is another store', async () => {
    const { state, fake } = makeStore({ events: makeDetails(3) });
    await state().loadStoreState();
    const { store } = state();
    if (store?.kind !== 'open') throw new Error('no store is open');
    state().addFilterValue('actor', 'a', false);
    state().activate(1, 2);
    fake.push('store.state', { kind: 'opening', name: 'annals.db' });
    fake.push('store.state', { kind: 'open', info: { ...store.info, place: 7 } });
    expect(state()).toMatchObject({ terms: [], activeSeq: null });
  });

  test('the same store opened again keeps the filter and voids what was read', async () => {
    const { state, fake } = makeStore({ events: makeDetails(3) });
    await state().loadStoreState();
    const { store, epoch } = state();
    state().addFilterValue('actor', 'a', false);
    fake.push('store.state', { kind: 'opening', name: 'annals.db' });
    if (store) fake.push('store.state', store);
    expect(state().terms).toHaveLength(1);
    expect(state().epoch).toBe(epoch + 1);
  });

  test('new numbers of the open store void nothing', async () => {
    const { state, fake } = makeStore({ events: makeDetails(3) });
    await state().loadStoreState();
    const { epoch } = state();
    fake.append([makeDetail(4)]);
    expect(state().store).toMatchObject({ info: { headSeq: 4, events: 4 } });
    expect(state().epoch).toBe(epoch);
  });

  test('a store that will not open is told and the open one stays', async () => {
    const { state } = makeStore({
      events: makeDetails(3),
      overrides: {
        'store.choose': () => {
          throw new FakeFailure(FULL);
        },
      },
    });
    await state().loadStoreState();
    await state().chooseStore();
    expect(state().store?.kind).toBe('open');
    expect(state().notices.map(({ failure }) => failure.code)).toEqual(['STORE_FULL']);
  });
});

describe('jobs', () => {
  test('a job is followed to its end and put away by hand', () => {
    const { state, fake } = makeStore();
    fake.push('job.changed', { ...job, state: { kind: 'running', progress } });
    expect(state()).toMatchObject({ jobsEnded: 0, job: { state: { kind: 'running' } } });
    fake.push('job.changed', { ...job, state: { kind: 'done', result } });
    expect(state()).toMatchObject({ jobsEnded: 1, job: { state: { kind: 'done' } } });
    state().dismissJob();
    expect(state().job).toBeNull();
  });

  test('a preview is none that the window tells about', async () => {
    const preview = { jobId: 'p1', kind: 'preview', title: '5 files' } as const;
    const running = { ...preview, state: { kind: 'running' as const, progress } };
    const { state, fake } = makeStore({ overrides: { 'job.list': () => ({ jobs: [running] }) } });
    fake.push('job.changed', running);
    fake.push('job.changed', { ...preview, state: { kind: 'cancelled', result: null } });
    await state().loadJobs();
    expect(state()).toMatchObject({ job: null, jobsEnded: 0 });
  });
});

describe('notices', () => {
  const failure = { ...FULL, traceId: 't' };

  test('the same failure again takes the place of the older', () => {
    const { state } = makeStore();
    state().notifyFailure(failure);
    state().notifyFailure(failure);
    expect(state().notices).toHaveLength(1);
  });

  test('only the newest few are kept, and each can be put away', () => {
    const { state } = makeStore();
    for (const message of ['a', 'b', 'c', 'd']) state().notifyFailure({ ...failure, message });
    expect(state().notices.map((notice) => notice.failure.message)).toEqual(['b', 'c', 'd']);
    state().dismissNotice(state().notices[1]?.id ?? -1);
    expect(state().notices.map((notice) => notice.failure.message)).toEqual(['b', 'd']);
  });
});

describe('settings', () => {
  test('changed twice at once keep both changes, whenever main tells of the first', async () => {
    let kept = DEFAULT_SETTINGS;
    const answers: (() => void)[] = [];
    const { state, fake } = makeStore({
      overrides: {
        'settings.set': async (change) => {
          kept = { ...kept, ...change } as Settings;
          await new Promise<void>((resolve) => void answers.push(resolve));
          return kept;
        },
      },
    });
    const first = state().changeSettings({ theme: 'dark' });
    const second = state().changeSettings({ density: 'compact' });
    fake.push('settings.changed', { ...DEFAULT_SETTINGS, theme: 'dark' });
    expect(state().settings).toMatchObject({ theme: 'dark', density: 'compact' });
    for (const answer of answers) answer();
    await Promise.all([first, second]);
    expect(state().settings).toEqual(kept);
    fake.push('settings.changed', { ...kept, theme: 'light' });
    expect(state().settings.theme).toBe('light');
  });

  test('a change shows at once and is kept by main', async () => {
    const { state, fake } = makeStore();
    const kept = state().changeSettings({ density: 'compact' });
    expect(state().settings.density).toBe('compact');
    await kept;
    expect(fake.calls.at(-1)).toEqual({
      channel: 'settings.set',
      input: { density: 'compact' },
    });
  });

  test('a change from elsewhere arrives', () => {
    const { state, fake } = makeStore();
    fake.push('settings.changed', { ...DEFAULT_SETTINGS, theme: 'dark' });
    expect(state().settings.theme).toBe('dark');
  });
});

test('a choice in the native menu runs its command', async () => {
  const { fake, ranCommands } = makeStore();
  fake.push('command.run', { command: 'query.focus' });
  await vi.waitFor(() => expect(ranCommands).toEqual(['query.focus']));
});
