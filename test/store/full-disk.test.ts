import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openReads, openWrites } from '../../src-main/store/open-store.ts';
import { checkOf } from '../support/check-store.ts';
import { makeEvents, makeImported } from '../support/make-event.ts';
import { storePlace, tempFolder, tempStore } from '../support/temp-store.ts';
import type { StorePlace } from '../support/temp-store.ts';
import { failureOf, sha256Of } from './support/files.ts';

/** A small disk of its own, unmounted when the test ends. @throws if this user may not mount */
function mountSmallDisk(megabytes: number): string {
  const disk = join(tempFolder(), 'disk');
  mkdirSync(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'annals-test', disk], {
    stdio: 'ignore',
  });
  onTestFinished(() => void execFileSync('umount', ['-l', disk]));
  return disk;
}

function canMount(): boolean {
  try {
    const disk = join(tmpdir(), `annals-mount-${process.pid}`);
    mkdirSync(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'annals-test', disk], {
        stdio: 'ignore',
      });
      execFileSync('umount', [disk]);
    } finally {
      rmSync(disk, { recursive: true });
    }
    return true;
  } catch {
    return false;
  }
}

/** Fills a disk to the last byte but those. */
function fillUp(disk: string, leftBytes = 0): string {
  const path = join(disk, 'ballast');
  const file = openSync(path, 'w');
  try {
    for (const size of [65_536, 4_096, 1]) {
      const block = Buffer.alloc(size);
      try {
        for (;;) if (writeSync(file, block) < size) break;
      } catch (error) {
        expect(error).toMatchObject({ code: 'ENOSPC' });
      }
    }
  } finally {
    closeSync(file);
  }
  if (leftBytes > 0) execFileSync('truncate', ['-s', `-${leftBytes}`, path]);
  return path;
}

/** The store on the small disk, the operator's state elsewhere. */
function placeOn(disk: string): StorePlace {
  return { ...storePlace(), folder: disk, path: join(disk, 'trail.db') };
}

const big = { message: 'x'.repeat(5_000) };

describe.skipIf(!canMount())('a full disk (skipped where this user may not mount one)', () => {
  it('fails a recording as a whole; the same recording succeeds when there is space', () => {
    const disk = mountSmallDisk(8);
    const store = tempStore(placeOn(disk));
    store.writes.record(makeEvents(10, big));
    const ballast = fillUp(disk, 200_000);
    const many = makeEvents(500, big);
    const failure = failureOf(() => store.writes.record(many));
    expect(failure.code).toBe('STORE_FULL');
    expect(failure.message).toContain(store.path);
    expect(failure.hint).not.toBe('');

    expect(store.reads.facts()).toMatchObject({ events: 10, headSeq: 10 });
    expect(store.reads.detail({ seq: 10 }).event.message).toBe(big.message);
    expect(checkOf(store)).toMatchObject({ events: 10, firstBad: null });
    expect(failureOf(() => store.writes.record(many)).code).toBe('STORE_FULL');

    rmSync(ballast);
    expect(store.writes.record(many)[0]).toMatchObject({ seq: 11, isNew: true });
    expect(checkOf(store)).toEqual({ events: 510, firstBad: null, reason: '' });
    expect(store.reads.quickCheck()).toEqual([]);
  });

  it('stops an import between slices, which goes on when there is space', () => {
    const disk = mountSmallDisk(8);
    const store = tempStore(placeOn(disk));
    const { writes, reads } = store;
    const operator = { id: 'op', name: 'Olga' };
    const { batch } = writes.beginImport({ operator, title: 't', files: ['t'] });
    const append = (from: number): unknown =>
      writes.appendImport({
        batch,
        file: 0,
        events: Array.from({ length: 100 }, (_, index) =>
          makeImported(`e-${from + index}`, 'raw', big),
        ),
        rejected: 0,
      });
    append(0);
    const ballast = fillUp(disk, 100_000);
    expect(failureOf(() => append(100)).code).toBe('STORE_FULL');
    expect(reads.facts().events).toBe(100);
    rmSync(ballast);
    append(100);
    expect(writes.finishImport({ batch, outcome: 'done', format: 't' })).toMatchObject({
      added: 200,
    });
    expect(checkOf(store)).toMatchObject({ events: 201, firstBad: null });
  });

  it.each([
    ['where nothing is', false],
    ['where a file of no bytes is', true],
  ])('gets no store and nothing half made, %s', (_, isEmptyThere) => {
    const disk = mountSmallDisk(1);
    const place = placeOn(disk);
    if (isEmptyThere) closeSync(openSync(place.path, 'w'));
    const ballast = fillUp(disk, 20_000);
    const before = readdirSync(disk);
    const failure = failureOf(() => openWrites(place.path, place.open));
    expect(failure.code).toBe('STORE_FULL');
    expect(failure.message).toContain(place.path);
    expect(readdirSync(disk)).toEqual(before);
    rmSync(ballast);
    expect(tempStore(place).reads.facts().events).toBe(0);
  });

  it('says so when a store is opened that needs space, and leaves it as it was', () => {
    const disk = mountSmallDisk(2);
    const place = placeOn(disk);
    const store = tempStore(place);
    store.writes.record(makeEvents(10, big));
    store.close();
    const ballast = fillUp(disk);
    const before = sha256Of(place.path);
    expect(failureOf(() => openReads(place.path, place.open)).code).toBe('STORE_FULL');
    expect(failureOf(() => openWrites(place.path, place.open)).code).toBe('STORE_FULL');
    expect(sha256Of(place.path)).toBe(before);
    rmSync(ballast);
    expect(tempStore(place).reads.facts().events).toBe(10);
  });

  it('has no space for the anchor without losing what was recorded', () => {
    const disk = mountSmallDisk(1);
    const place = { ...storePlace(), open: { stateFolder: join(disk, 'state') } };
    const store = tempStore(place);
    fillUp(disk);
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(store.writes.record(makeEvents(3))).toHaveLength(3);
    expect(said).toHaveBeenCalledOnce();
    said.mockRestore();
    expect(store.reads.facts().events).toBe(3);
    expect(readdirSync(join(disk, 'state', 'anchors'))).toEqual([store.reads.facts().chainId]);
  });

  it('has no space for the key: nothing is made, and nothing is left of the key', () => {
    const disk = mountSmallDisk(1);
    const place = { ...storePlace(), open: { stateFolder: join(disk, 'state') } };
    mkdirSync(place.open.stateFolder);
    const ballast = fillUp(disk);
    expect(failureOf(() => openWrites(place.path, place.open)).code).toBe('STORE_FULL');
    expect(readdirSync(place.open.stateFolder)).toEqual([]);
    expect(readdirSync(place.folder)).toEqual([]);
    rmSync(ballast);
    expect(tempStore(place).reads.facts().events).toBe(0);
  });
});
