import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChannelInput } from '#shared/ipc/contract.ts';
import type { ImportOffer } from '#shared/ipc/import-contract.ts';
import type { ImportPreview } from '#shared/model/import-preview.ts';
import type { ImportResult } from '#shared/model/import.ts';
import { SAMPLE_FOLDER, startRealApp, valueOf } from '../support/real-app.ts';
import type { RealApp } from '../support/real-app.ts';

const SPEC = {
  annalsMapping: 1 as const,
  name: 'portal',
  title: 'The portal',
  fields: { time: { from: ['m'] }, action: { from: ['what'] } },
} satisfies ChannelInput<'mapping.save'>['spec'];

const UNDOING = {
  filter: {
    from: null,
    to: null,
    terms: [{ field: 'action' as const, values: ['batch.undo'], negated: false }],
  },
  order: 'newest' as const,
};

describe('importing through the window', () => {
  let app: RealApp;
  beforeEach(async () => {
    app = await startRealApp();
    valueOf(await app.call('store.openDefault', {}));
  });
  afterEach(() => app.close());

  async function offer(...paths: readonly string[]): Promise<ImportOffer> {
    return valueOf(await app.call('import.dropped', { paths: [...paths] }));
  }

  async function previewed(input: ChannelInput<'import.preview'>): Promise<ImportPreview> {
    const { jobId } = valueOf(await app.call('import.preview', input));
    const { state } = await app.ended(jobId);
    if (state.kind !== 'done') throw new Error(`the preview ended as ${state.kind}`);
    return state.result as ImportPreview;
  }

  async function imported(input: ChannelInput<'import.start'>): Promise<ImportResult> {
    const { jobId } = valueOf(await app.call('import.start', input));
    const { state } = await app.ended(jobId);
    if (state.kind !== 'done') throw new Error(`the import ended as ${state.kind}`);
    return state.result as ImportResult;
  }

  it('is previewed, carried out, and previewed as known', async () => {
    const { token } = await offer(SAMPLE_FOLDER);
    const sample = valueOf(await app.call('import.sample', { token }));
    expect(sample).toMatchObject({ isWhole: false, read: 200, added: 200 });
    expect(await previewed({ token })).toMatchObject({ isWhole: true, added: 2_900 });
    expect(await imported({ token })).toMatchObject({ added: 2_900, duplicates: 0 });
    expect(await app.call('import.sample', { token })).toMatchObject({
      error: { code: 'NOT_FOUND' },
    });
    const second = await offer(SAMPLE_FOLDER);
    expect(await previewed({ token: second.token })).toMatchObject({
      added: 0,
      duplicates: 2_900,
    });
  });

  it('does not wait for its own preview', async () => {
    const { token } = await offer(SAMPLE_FOLDER);
    const { jobId } = valueOf(await app.call('import.preview', { token }));
    const ended = app.ended(jobId);
    expect(await imported({ token })).toMatchObject({ added: 2_900 });
    expect((await ended).state.kind).toBe('cancelled');
  });

  it('reads by a mapping that was saved in the window', async () => {
    const path = join(app.folder, 'portal.jsonl');
    writeFileSync(path, '{"m":"2026-01-02 03:04:05","what":"seller.block"}\n');
    const { token } = await offer(path);
    const tried = await app.call('import.sample', {
      token,
      options: { mapping: { ...SPEC, fields: {} } },
    });
    expect(valueOf(tried).firstRejected).toMatchObject([{ line: 1 }]);
    const { mappings } = valueOf(await app.call('mapping.save', { spec: SPEC }));
    expect(mappings[0]).toMatchObject({ name: 'portal', title: 'The portal', spec: { ...SPEC } });
    const options = { mapping: 'portal', zone: 'Europe/Berlin' };
    const sample = valueOf(await app.call('import.sample', { token, options }));
    expect(sample.firstAdded[0]?.event).toMatchObject({
      action: 'seller.block',
      occurredAt: Date.parse('2026-01-02T02:04:05Z'),
    });
    expect(await imported({ token, options })).toMatchObject({
      format: 'portal',
      times: { zone: 'Europe/Berlin', notes: { zone: 1 } },
    });
    const left = valueOf(await app.call('mapping.remove', { name: 'portal' }));
    expect(left.mappings.some(({ name }) => name === 'portal')).toBe(false);
  });

  it('says which part of a mapping is wrong', async () => {
    const { token } = await offer(SAMPLE_FOLDER);
    const messageFor = async (mapping: unknown): Promise<string> => {
      const result = await app.dispatch({
        channel: 'import.sample',
        input: { token, options: { mapping } },
      });
      return result.ok ? '' : result.error.message;
    };
    expect(await messageFor({ ...SPEC, fields: { time: { from: 'm' } } })).toContain(
      'options.mapping.fields.time.from: ',
    );
    expect(await messageFor({ ...SPEC, colour: 'red' })).toContain('options.mapping: Unrecognized');
    expect(await messageFor(7)).toContain('options.mapping: Invalid input');
  });

  it('is undone as one act, but for what is on hold', async () => {
    const { token } = await offer(SAMPLE_FOLDER);
    const { batch } = await imported({ token });
    const filter = {
      from: null,
      to: null,
      terms: [{ field: 'batch' as const, values: [String(batch)], negated: false }],
    };
    valueOf(
      await app.call('hold.place', {
        selection: { seqs: [1, 2, 3] },
        reason: 'case 7',
      }),
    );
    const scope = { filter, before: null, keepNewest: null, minAgeDays: 0 };
    const plan = valueOf(await app.call('prune.plan', { scope, action: 'batch.undo' }));
    expect(plan).toMatchObject({ delete: 2_897, keptByHold: 3 });
    const started = valueOf(await app.call('prune.apply', { plan: plan.plan, isArchived: false }));
    expect((await app.ended(started?.jobId ?? '')).state).toMatchObject({
      kind: 'done',
      result: { deleted: 2_897, keptByHold: 3 },
    });
    const [told] = valueOf(await app.call('history.open', UNDOING)).rows;
    expect(told).toMatchObject({
      message: 'Took back the import of cloudtrail: 2,897 events; 3 events kept by hold',
      target: { type: 'batch', id: String(batch), name: 'cloudtrail' },
    });
    const [undone] = valueOf(await app.call('batch.list', { limit: 1, offset: 0 })).items;
    expect(undone).toMatchObject({ id: batch, added: 2_900, isGone: false });
    const again = await offer(SAMPLE_FOLDER);
    expect(await imported({ token: again.token })).toMatchObject({
      added: 2_897,
      duplicates: 3,
    });
  });
});
