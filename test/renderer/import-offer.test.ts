import { describe, expect, test, vi } from 'vitest';
import type { Job } from '#shared/model/job.ts';
import { canStart, findingOf, shownCounts } from '../../src-renderer/state/preview-counts.ts';
import type { Offered } from '../../src-renderer/state/slices/import-offer.ts';
import { FakeFailure } from './support/fake-annals.ts';
import type { FakeOptions } from './support/fake-annals.ts';
import { makePreview } from './support/make-preview.ts';
import { makeStore } from './support/make-store.ts';

const JOB_ID = '0198a6f4-4f3e-7cc0-8000-000000000002';
const SAMPLE = makePreview({ read: 200, added: 199, rejected: 1 });
const WHOLE = makePreview({ isWhole: true, read: 2_900, added: 2_860, duplicates: 40 });
const PROGRESS = { ...counts(1_000, 990, 0, 10), bytesRead: 5, bytesTotal: 9 };

function counts(read: number, added: number, duplicates: number, rejected: number) {
  return { read, added, duplicates, rejected };
}

function previewJob(state: Extract<Job, { kind: 'preview' }>['state'], jobId = JOB_ID): Job {
  return { jobId, kind: 'preview', title: '3 files', state };
}

/** A window with three files on offer, whose first records were read. */
async function setUp(overrides: FakeOptions['overrides'] = {}) {
  const made = makeStore({ overrides: { 'import.sample': () => SAMPLE, ...overrides } });
  await made.state().loadStoreState();
  await made.state().chooseImport('files');
  const offered = (): Offered => {
    const part = made.state().offered;
    if (!part) throw new Error('nothing is on offer');
    return part;
  };
  const channels = () => made.fake.calls.map(({ channel }) => channel);
  await vi.waitFor(() => expect(offered().isSampling).toBe(false));
  return { ...made, offered, channels };
}

/** As {@link setUp}, and main has said which job counts. */
async function counting(overrides: FakeOptions['overrides'] = {}) {
  const made = await setUp(overrides);
  await vi.waitFor(() => expect(made.channels()).toContain('import.preview'));
  await Promise.resolve();
  return made;
}

describe('files on offer', () => {
  test('are looked at before anything is imported', async () => {
    const { offered, channels } = await counting();
    expect(offered().sample).toEqual(SAMPLE);
    expect(channels()).not.toContain('import.start');
  });

  test('are compared with the own store, not with the sample', async () => {
    const { state, channels } = await setUp();
    await state().openSampleStore();
    await state().chooseImport('folder');
    expect(channels().filter((channel) => channel === 'store.openDefault')).toHaveLength(1);
  });

  test('need no store: main opens one when the import begins', async () => {
    const { state, fake } = makeStore({ state: { kind: 'none' } });
    await state().loadStoreState();
    await state().importDropped([]);
    expect(state().offered).not.toBeNull();
    expect(fake.calls.some(({ channel }) => channel === 'store.openDefault')).toBe(false);
  });

  test('are none if the dialog was cancelled', async () => {
    const { state } = makeStore({ overrides: { 'import.choose': () => null } });
    await state().loadStoreState();
    await state().chooseImport('files');
    expect(state().offered).toBeNull();
  });

  test('are given back when others are chosen, or nobody wants them', async () => {
    const { state, channels } = await setUp();
    await state().chooseImport('files');
    state().discardOffer();
    expect(state().offered).toBeNull();
    expect(channels().filter((channel) => channel === 'import.discard')).toHaveLength(2);
  });

  test('are let go of when the operator leaves', async () => {
    const { state, fake } = await setUp();
    fake.push('access.state', { kind: 'locked', name: 'Ada' });
    expect(state().offered).toBeNull();
  });

  test('that cannot be read say why, until they are read in another way', async () => {
    const unreadable = new FakeFailure({
      code: 'FILE_UNRECOGNISED',
      message: 'a.bin is a picture.',
      hint: 'Choose a log.',
    });
    const { state, offered } = await setUp({
      'import.sample': ({ options }) => {
        if (options?.form !== 'text') throw unreadable;
        return SAMPLE;
      },
    });
    expect(findingOf(offered())).toBe('failed');
    expect(canStart(offered())).toBe(false);
    state().changeImportOptions({ form: 'text' });
    await vi.waitFor(() => expect(findingOf(offered())).toBe('ready'));
  });
});

describe('counts', () => {
  test('grow, never fall back, and are exact in the end', async () => {
    const { fake, offered } = await counting();
    const few = { ...counts(10, 10, 0, 0), bytesRead: 1, bytesTotal: 9 };
    fake.push('job.changed', previewJob({ kind: 'running', progress: few }));
    expect(shownCounts(offered())).toEqual({ ...counts(200, 199, 0, 1), isExact: false });
    fake.push('job.changed', previewJob({ kind: 'running', progress: PROGRESS }));
    expect(shownCounts(offered())).toEqual({ ...counts(1_000, 990, 0, 10), isExact: false });
    fake.push('job.changed', previewJob({ kind: 'done', result: WHOLE }));
    expect(shownCounts(offered())).toEqual({ ...counts(2_900, 2_860, 40, 0), isExact: true });
  });

  test('are exact at once if the first records were all there are', async () => {
    const { offered, channels } = await setUp({ 'import.sample': () => WHOLE });
    expect(shownCounts(offered())?.isExact).toBe(true);
    expect(channels()).not.toContain('import.preview');
  });

  test('of another job are not taken', async () => {
    const { fake, offered } = await counting();
    fake.push('job.changed', previewJob({ kind: 'done', result: WHOLE }, 'another'));
    expect(shownCounts(offered())?.isExact).toBe(false);
  });

  test('are taken also if they come before the answer that names their job', async () => {
    let answer: (value: { jobId: string }) => void = () => undefined;
    const { fake, offered } = await counting({
      'import.preview': () => new Promise((resolve) => (answer = resolve)),
    });
    fake.push('job.changed', previewJob({ kind: 'done', result: WHOLE }));
    expect(shownCounts(offered())?.isExact).toBe(false);
    answer({ jobId: JOB_ID });
    await vi.waitFor(() => expect(shownCounts(offered())?.isExact).toBe(true));
  });

  test('of the first records do while another job runs, and are asked for when it has ended', async () => {
    const { fake, offered, channels } = await counting({
      'import.preview': () => {
        throw new FakeFailure({ code: 'JOB_RUNNING', message: 'An export is running.', hint: '' });
      },
    });
    await vi.waitFor(() => expect(offered().exact.kind).toBe('unknown'));
    expect(canStart(offered())).toBe(true);
    fake.push('job.changed', {
      jobId: 'x',
      kind: 'prune',
      title: 'Pruning',
      state: { kind: 'cancelled', result: null },
    });
    await vi.waitFor(() =>
      expect(channels().filter((channel) => channel === 'import.preview')).toHaveLength(2),
    );
  });
});

describe('options', () => {
  test('read the files again, and end what was asked before', async () => {
    const { state, fake, offered, channels } = await counting();
    state().changeImportOptions({ zone: 'Asia/Tokyo' });
    expect(offered().sample).toEqual(SAMPLE);
    await vi.waitFor(() =>
      expect(channels().filter((channel) => channel === 'import.preview')).toHaveLength(2),
    );
    expect(channels()).toContain('job.cancel');
    const asked = fake.calls.filter(({ channel }) => channel === 'import.sample');
    expect(asked.at(-1)?.input).toMatchObject({ options: { zone: 'Asia/Tokyo' } });
  });

  test('cancel a sample that is on its way', async () => {
    let isFirst = true;
    const { state, fake } = makeStore({
      overrides: {
        'import.sample': () => {
          if (!isFirst) return SAMPLE;
          isFirst = false;
          return new Promise(() => undefined);
        },
      },
    });
    await state().loadStoreState();
    await state().chooseImport('files');
    state().changeImportOptions({ form: 'csv' });
    await vi.waitFor(() => expect(state().offered?.isSampling).toBe(false));
    const first = fake.calls.find(({ channel }) => channel === 'import.sample');
    const cancel = fake.calls.find(({ channel }) => channel === 'call.cancel');
    expect(cancel?.input).toEqual({ requestId: first?.requestId });
  });

  test('about bad records read nothing again, and stop an import that has some', async () => {
    const { state, offered, channels } = await counting();
    state().changeImportOptions({ isStrict: true });
    expect(channels().filter((channel) => channel === 'import.sample')).toHaveLength(1);
    expect(canStart(offered())).toBe(false);
  });
});

describe('starting', () => {
  test('imports by the options that were previewed, and closes', async () => {
    const { state, fake } = await counting();
    state().changeImportOptions({ dateOrder: 'dmy' });
    await state().startImport();
    expect(state().offered).toBeNull();
    expect(fake.calls.find(({ channel }) => channel === 'import.start')?.input).toMatchObject({
      options: { dateOrder: 'dmy', isStrict: false },
    });
  });

  test('that fails says why, and keeps the files on offer', async () => {
    const { state, offered } = await counting({
      'import.start': () => {
        throw new FakeFailure({ code: 'STORE_READONLY', message: 'Read-only.', hint: '' });
      },
    });
    await state().startImport();
    expect(offered()).toMatchObject({ isStarting: false, startFailure: { message: 'Read-only.' } });
  });

  test.each([
    ['empty', counts(0, 0, 0, 0)],
    ['nothingNew', counts(5, 0, 3, 2)],
    ['allRejected', counts(5, 0, 0, 5)],
  ] as const)('is of no use if what was found is %s', async (finding, found) => {
    const { offered } = await setUp({
      'import.sample': () => makePreview({ isWhole: true, ...found }),
    });
    expect(findingOf(offered())).toBe(finding);
    expect(canStart(offered())).toBe(false);
  });
});
