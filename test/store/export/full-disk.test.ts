import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { EXPORT_FORMATS } from '#shared/model/export.ts';
import { makeEvents } from '../../support/make-event.ts';
import { tempFolder, tempStore } from '../../support/temp-store.ts';
import { rejectionOf, sha256Of } from '../support/files.ts';
import { exportTo } from './support.ts';

/** Mounts a disk of a megabyte. @throws if this user may not */
function mountTinyDisk(disk: string): void {
  mkdirSync(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'annals-test', disk], { stdio: 'ignore' });
}

function canMount(): boolean {
  const disk = join(tmpdir(), `annals-mount-export-${process.pid}`);
  try {
    mountTinyDisk(disk);
    execFileSync('umount', [disk]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(disk, { recursive: true, force: true });
  }
}

describe.skipIf(!canMount())('a disk that is full (skipped where none may be mounted)', () => {
  it.each(EXPORT_FORMATS)('fails an export as %s, and is left as it was', async (format) => {
    const disk = join(tempFolder(), 'disk');
    mountTinyDisk(disk);
    onTestFinished(() => void execFileSync('umount', ['-l', disk]));
    const store = tempStore();
    store.writes.record(makeEvents(2_000, { message: 'x'.repeat(2_000) }));
    const failure = await rejectionOf(exportTo(store, 'a', { format }, { path: join(disk, 'a') }));
    expect(failure.code).toBe('FILE_UNWRITABLE');
    expect(failure.message).toContain('The disk is full');
    expect(readdirSync(disk)).toEqual([]);
    expect(store.reads.detail({ seq: 2_001 }).event).toMatchObject({
      action: 'export',
      outcome: 'failure',
      errorType: 'FILE_UNWRITABLE',
    });
    // With room for it, the same succeeds.
    const few = await exportTo(store, 'a', { format, columns: ['id'] }, { path: join(disk, 'a') });
    expect(sha256Of(join(disk, 'a'))).toBe(few.sha256);
  });
});
