import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NewEvent } from '#shared/model/audit-event.ts';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import type { Job } from '#shared/model/job.ts';
import { linesOf } from '../store/export/support.ts';
import { sha256Of } from '../store/support/files.ts';
import { makeEvents } from '../support/make-event.ts';
import { startRealApp, valueOf } from '../support/real-app.ts';
import type { RealApp } from '../support/real-app.ts';

let app: RealApp;
beforeEach(async () => {
  app = await startRealApp();
  valueOf(await app.call('store.openDefault', {}));
});
afterEach(() => app.close());

const asked = { filter: EVERYTHING, format: 'jsonl' } as const;

async function lastEvent(): Promise<NewEvent> {
  const { headSeq } = await app.session.host.reads.facts();
  return (await app.session.host.reads.detail({ seq: headSeq })).event;
}

async function startedJob(): Promise<string> {
  const started = valueOf(await app.call('export.start', asked));
  if (!started) throw new Error('it was not started');
  return started.jobId;
}

describe('export.start', () => {
  it('writes the file that the operator has named, and can show it', async () => {
    await app.session.host.writes.record(makeEvents(30));
    app.answers.newExport = join(app.folder, 'out.jsonl');
    const jobId = await startedJob();
    const job = await app.ended(jobId);
    expect(job).toMatchObject({
      kind: 'export',
      title: 'Exporting as JSON Lines',
      state: {
        kind: 'done',
        result: {
          matched: 30,
          written: 30,
          file: 'out.jsonl',
          manifest: 'out.jsonl.manifest.json',
          sha256: sha256Of(app.answers.newExport),
        },
      },
    });
    expect(linesOf(readFileSync(app.answers.newExport, 'utf8'))).toHaveLength(30);
    expect(await lastEvent()).toMatchObject({
      action: 'export',
      outcome: 'success',
      actorId: 'tester@host',
      affectedCount: 30,
    });
    valueOf(await app.call('export.reveal', { jobId }));
    expect(app.revealed).toEqual([app.answers.newExport]);
  });

  it('does nothing if no file was named', async () => {
    expect(valueOf(await app.call('export.start', asked))).toBeNull();
    expect(valueOf(await app.call('job.list', {})).jobs).toEqual([]);
  });

  it('is recorded as failed with its reason, and leaves nothing', async () => {
    await app.session.host.writes.record(makeEvents(3));
    app.answers.newExport = join(app.folder, 'no', 'such', 'folder.jsonl');
    const job: Job = await app.ended(await startedJob());
    expect(job.state).toMatchObject({ kind: 'failed', error: { code: 'FILE_UNWRITABLE' } });
    expect(await lastEvent()).toMatchObject({ outcome: 'failure', errorType: 'FILE_UNWRITABLE' });
    expect(await app.call('export.reveal', { jobId: job.jobId })).toMatchObject({
      error: { code: 'NOT_FOUND' },
    });
  });

  it('can be cancelled, leaves nothing then, and says so in the trail', async () => {
    for (let part = 0; part < 10; part += 1) {
      await app.session.host.writes.record(makeEvents(2_000, { message: 'x'.repeat(200) }));
    }
    const folder = join(app.folder, 'data');
    app.answers.newExport = join(folder, 'out.jsonl');
    const jobId = await startedJob();
    valueOf(await app.call('job.cancel', { jobId }));
    const job = await app.ended(jobId);
    expect(job.state).toEqual({ kind: 'cancelled', result: null });
    expect(readdirSync(folder).filter((name) => name.startsWith('out'))).toEqual([]);
    expect(await lastEvent()).toMatchObject({
      outcome: 'failure',
      message: 'Cancelled the export of events as JSON Lines',
    });
  });

  it('is not made while another job runs, and not of a path from the page', async () => {
    await app.session.host.writes.record(makeEvents(2_000));
    app.answers.newExport = join(app.folder, 'out.jsonl');
    const jobId = await startedJob();
    expect(await app.call('export.start', asked)).toMatchObject({
      error: { code: 'JOB_RUNNING', message: 'An export is running.' },
    });
    await app.ended(jobId);
    const input = { ...asked, path: join(app.folder, 'other.jsonl') };
    expect(await app.dispatch({ channel: 'export.start', input })).toMatchObject({
      error: { code: 'INVALID_INPUT' },
    });
  });
});

describe('export.copy', () => {
  it('puts chosen events onto the clipboard, in the order given', async () => {
    await app.session.host.writes.record(makeEvents(5, { actorName: '=1' }));
    const answer = await app.call('export.copy', {
      selection: { seqs: [3, 1, 99] },
      format: 'tsv',
      columns: ['message', 'actorName'],
    });
    expect(valueOf(answer)).toEqual({ copied: 2, matched: 2 });
    expect(app.copied).toEqual(["message\tactorName\r\nevent 3\t'=1\r\nevent 1\t'=1\r\n"]);
    expect(await lastEvent()).toMatchObject({
      action: 'export',
      message: 'Copied 2 events to the clipboard as text',
      metadata: { format: 'tsv', to: 'clipboard' },
      affectedCount: 2,
    });
  });

  it('takes 5,000 of all that match, and says how many there are', async () => {
    for (let part = 0; part < 3; part += 1) {
      await app.session.host.writes.record(makeEvents(1_700));
    }
    const selection = { filter: EVERYTHING, order: 'recorded' } as const;
    const answer = await app.call('export.copy', { selection, format: 'jsonl', columns: ['seq'] });
    expect(valueOf(answer)).toEqual({ copied: 5_000, matched: 5_100 });
    const seqs = linesOf(app.copied[0] ?? '').map(({ seq }) => seq);
    expect(seqs).toEqual(Array.from({ length: 5_000 }, (_, index) => 5_100 - index));
  });

  it('copies nothing that could not be recorded', async () => {
    await app.session.host.writes.record(makeEvents(2));
    const { writes } = app.session.host;
    const { record } = writes;
    Object.assign(writes, { record: () => Promise.reject(new Error('sabotage')) });
    const result = await app.call('export.copy', { selection: { seqs: [1] }, format: 'csv' });
    Object.assign(writes, { record });
    expect(result).toMatchObject({ ok: false });
    expect(app.copied).toEqual([]);
  });
});
