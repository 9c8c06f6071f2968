import { describe, expect, test } from 'vitest';
import type { Job } from '#shared/model/job.ts';
import { endOf, progressOf } from '../../src-renderer/features/jobs/job-words.ts';
import type { ShownJob } from '../../src-renderer/state/slices/jobs.ts';
import { makeStore } from './support/make-store.ts';

const progress = { done: 250, total: 1_000 };
const result = {
  matched: 12,
  written: 12,
  bytes: 4_200,
  sha256: '0',
  file: 'made.csv',
  manifest: 'made.csv.manifest.json',
  eventId: 'al_1',
  headSeq: 20,
};
const exporting = (jobId: string, state: Job['state']): ShownJob =>
  ({ jobId, kind: 'export', title: 'Exporting as CSV', state }) as ShownJob;
const running = (jobId: string): ShownJob => exporting(jobId, { kind: 'running', progress });
const done = (jobId: string): ShownJob => exporting(jobId, { kind: 'done', result });

describe('the list of jobs', () => {
  test('has the newest first, and each job as it is now', () => {
    const { state, fake } = makeStore();
    fake.push('job.changed', running('a'));
    fake.push('job.changed', done('a'));
    fake.push('job.changed', running('b'));
    expect(state().jobs.map((job) => [job.jobId, job.state.kind])).toEqual([
      ['b', 'running'],
      ['a', 'done'],
    ]);
  });

  test('is there again after the page was loaded anew', async () => {
    const jobs = [done('a'), running('b')];
    const { state } = makeStore({ overrides: { 'job.list': () => ({ jobs }) } });
    await state().loadJobs();
    expect(state()).toMatchObject({ job: { jobId: 'b' }, jobs: [{ jobId: 'b' }, { jobId: 'a' }] });
  });

  test('loses what is put away, and its result line with it, but never what runs', () => {
    const { state, fake } = makeStore();
    fake.push('job.changed', done('a'));
    state().putJobAway('a');
    expect(state()).toMatchObject({ job: null, jobs: [] });
    fake.push('job.changed', done('b'));
    fake.push('job.changed', running('c'));
    state().putEndedAway();
    expect(state()).toMatchObject({ job: { jobId: 'c' }, jobs: [{ jobId: 'c' }] });
  });

  test('is kept when the result line is put away, and forgotten with whoever leaves', () => {
    const { state, fake } = makeStore();
    fake.push('job.changed', done('a'));
    state().dismissJob();
    expect(state()).toMatchObject({ job: null, jobs: [{ jobId: 'a' }] });
    fake.push('access.state', { kind: 'signedOut' });
    expect(state().jobs).toEqual([]);
  });
});

describe('jobs in words', () => {
  test('say how far they are', () => {
    expect(progressOf(running('a'))).toEqual({
      title: 'Exporting as CSV',
      share: 0.25,
      count: '250 of 1,000',
    });
    expect(progressOf(done('a'))).toBeNull();
    const begun = exporting('a', { kind: 'running', progress: { done: 0, total: 0 } });
    expect(progressOf(begun)).toEqual({
      title: 'Exporting as CSV',
      share: null,
      count: 'Beginning…',
    });
  });

  test('say what came of them, and the file they made', () => {
    expect(endOf(done('a'))).toEqual({
      title: 'Export',
      tone: 'good',
      words: '12 events, 4.2 kB.',
      file: 'made.csv',
    });
    const error = { code: 'STORE_FULL', message: 'The disk is full.', hint: 'Free some.' } as const;
    expect(endOf(exporting('a', { kind: 'failed', error }))).toMatchObject({
      tone: 'bad',
      words: 'The disk is full. Free some.',
    });
    expect(endOf(exporting('a', { kind: 'cancelled', result: null }))).toMatchObject({
      tone: 'warn',
      words: 'Stopped; nothing was changed.',
    });
  });

  test('show no name of a file as it is: it may hide what it says', () => {
    const title = 'a\u202Egnp.exe';
    const state = { kind: 'cancelled', result: null } as const;
    const job: ShownJob = { jobId: 'a', kind: 'import', title, state };
    expect(endOf(job)?.title).toBe('Import: a⟨U+202E⟩gnp.exe');
  });
});
