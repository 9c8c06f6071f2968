import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { demandDiskSpace } from '../../../scripts/bench/disk-space.ts';

describe('demandDiskSpace', () => {
  it('says what is needed and what is there, where that is not enough', async () => {
    const refusal = demandDiskSpace(tmpdir(), 1e15);
    await expect(refusal).rejects.toThrow(/needs [\d.]+ GB free at .*; there are [\d.]+ GB/u);
  });

  it('is silent where there is enough', async () => {
    await expect(demandDiskSpace(tmpdir(), 1)).resolves.toBeUndefined();
  });
});
