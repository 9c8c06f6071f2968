import { chmodSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fallbackPath } from '../../src-main/recorder/fallback-file.ts';
import { storePlace, tempStore } from '../support/temp-store.ts';
import { canDropRights, startChild } from '../store/support/child.ts';
import { eventsOf, testRecorder } from './support/recorders.ts';
import { runRecorder } from './support/run-recorder.ts';

const actionsOf = (...place: Parameters<typeof eventsOf>) =>
  eventsOf(...place).map(({ action }) => action);

describe('a store that is locked by another program', () => {
  it('gets what was recorded meanwhile once it is free, in order and once', async () => {
    const place = storePlace();
    const recorder = testRecorder(place);
    recorder.record({ action: 'before' });
    const lock = startChild('lock', place);
    await lock.printed(1);
    const first = recorder.record({ action: 'first' });
    expect(first).toMatchObject({ recorded: false, kept: true });
    expect(first).toHaveProperty('reason', expect.stringContaining('locked'));
    // From now on callers do not wait for the lock at all.
    for (const action of ['second', 'third']) {
      expect(recorder.record({ action })).toMatchObject({ recorded: false, kept: true });
    }
    expect([recorder.failures, recorder.lost]).toEqual([3, 0]);
    expect(recorder.flush()).toBe(false);

    lock.process.kill('SIGKILL');
    await lock.ended;
    expect(recorder.flush()).toBe(true);
    recorder.record({ action: 'after' });
    expect(actionsOf(place)).toEqual(['before', 'first', 'second', 'third', 'after']);
  });

  it('gets it without being asked, after a pause', async () => {
    const place = storePlace();
    const recorder = testRecorder(place);
    recorder.record({ action: 'before' });
    const lock = startChild('lock', place);
    await lock.printed(1);
    recorder.record({ action: 'during' });
    lock.process.kill('SIGKILL');
    await lock.ended;
    await until(() => actionsOf(place).includes('during'));
    expect(actionsOf(place)).toEqual(['before', 'during']);
  });

  it('gets it from the next program that records, if the first is gone', async () => {
    const place = storePlace();
    const first = testRecorder(place);
    first.record({ action: 'before' });
    const lock = startChild('lock', place);
    await lock.printed(1);
    first.record({ action: 'during' });
    first.close();
    expect(first.record({ action: 'too late' })).toMatchObject({ recorded: false, kept: true });
    lock.process.kill('SIGKILL');
    await lock.ended;
    testRecorder(place).record({ action: 'after' });
    expect(actionsOf(place)).toEqual(['before', 'during', 'too late', 'after']);
  });
});

describe('a store that is gone', () => {
  it('is not made anew, and gets what was recorded when it is back', () => {
    const place = storePlace();
    const recorder = testRecorder(place);
    recorder.record({ action: 'before' });
    recorder.close();
    const later = testRecorder(place);
    later.record({ action: 'again' });
    const aside = join(place.folder, 'aside.db');
    renameSync(place.path, aside);
    expect(later.record({ action: 'during' })).toMatchObject({
      recorded: false,
      kept: true,
      reason: expect.stringContaining('not there any more'),
    });
    expect(later.flush()).toBe(false);
    expect(statSync(place.path, { throwIfNoEntry: false })).toBeUndefined();

    renameSync(aside, place.path);
    expect(later.flush()).toBe(true);
    expect(actionsOf(place)).toEqual(['before', 'again', 'during']);
  });

  it('is another one when another file stands at its path', () => {
    const place = storePlace();
    const other = storePlace();
    tempStore(other).close();
    const recorder = testRecorder(place);
    recorder.record({ action: 'into the first' });
    renameSync(other.path, place.path);
    for (const end of ['-wal', '-shm']) rmSync(`${place.path}${end}`, { force: true });
    expect(recorder.record({ action: 'into the second' })).toMatchObject({
      recorded: true,
      seq: 1,
    });
    expect(actionsOf(place)).toEqual(['into the second']);
  });
});

describe('a store that cannot be written to', () => {
  it('is a stranger’s file: it is left as it is, and events are kept', () => {
    const place = storePlace();
    writeFileSync(place.path, 'my letters');
    const recorder = testRecorder(place);
    expect(recorder.record({ action: 'a' })).toMatchObject({
      recorded: false,
      kept: true,
      reason: expect.stringContaining('is not an Annals store'),
    });
    rmSync(place.path);
    expect(recorder.flush()).toBe(true);
    expect(actionsOf(place)).toEqual(['a']);
  });

  it.runIf(canDropRights())('is read-only: events are kept until it is not', async () => {
    const place = storePlace();
    tempStore(place).close();
    for (const folder of [place.folder, place.open.stateFolder]) chmodSync(folder, 0o755);
    const stateFolder = join(place.folder, 'state-of-nobody');
    mkdirSync(stateFolder);
    chmodSync(stateFolder, 0o777);
    const asNobody = { ...place, open: { stateFolder } };
    const { code, results } = await runRecorder(asNobody, 'program', 2, { asNobody: true });
    expect(code).toBe(0);
    expect(results).toMatchObject([
      { recorded: false, kept: true },
      { recorded: false, kept: true },
    ]);
    expect(statSync(fallbackPath(stateFolder, place.path)).mode & 0o777).toBe(0o600);
    expect(testRecorder(asNobody).flush()).toBe(true);
    expect(eventsOf(place).map(({ id }) => id)).toEqual(['program-0', 'program-1']);
  });

  it('and a fallback file that cannot either: events are lost, counted, and nothing is thrown', () => {
    const place = storePlace();
    mkdirSync(place.path);
    const inTheWay = join(place.folder, 'file');
    writeFileSync(inTheWay, '');
    const recorder = testRecorder(place, { fallbackFile: join(inTheWay, 'fallback.jsonl') });
    expect(recorder.record({ action: 'a' })).toMatchObject({ recorded: false, kept: false });
    expect(recorder.error(new Error('b'))).toMatchObject({ recorded: false, kept: false });
    expect([recorder.failures, recorder.lost]).toEqual([2, 2]);
    expect(dirname(fallbackPath('state', 'a.db'))).toBe(join('state', 'unrecorded'));
  });
});

describe('programs that record into one store', () => {
  it('lose nothing, whoever holds it at the moment', async () => {
    const place = storePlace();
    const count = 40;
    const runs = await Promise.all(['a', 'b', 'c'].map((name) => runRecorder(place, name, count)));
    for (const { results } of runs) {
      expect(results).toHaveLength(count);
      expect(results.every((result) => result.recorded || result.kept)).toBe(true);
    }
    testRecorder(place).flush();
    const ids = eventsOf(place).map(({ id }) => id);
    const expected = ['a', 'b', 'c'].flatMap((name) =>
      Array.from({ length: count }, (_, index) => `${name}-${index}`),
    );
    expect(ids.toSorted()).toEqual(expected.toSorted());
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 50));
}
