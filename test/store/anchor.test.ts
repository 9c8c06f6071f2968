import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { readAnchor } from '../../src-main/store/chain/anchor.ts';
import { makeEvent } from '../support/make-event.ts';
import { tempStore } from '../support/temp-store.ts';
import { linksOf } from './support/chain-model.ts';

describe('the anchor of a store', () => {
  it('names the head after every commit, in a file that only the owner can read', () => {
    const store = tempStore();
    const { chainId } = store.reads.facts();
    const path = join(store.open.stateFolder, 'anchors', chainId);
    for (const seq of [1, 2]) {
      store.writes.record([makeEvent()]);
      expect(readAnchor(store.open.stateFolder, chainId)).toMatchObject({
        chain: chainId,
        seq,
        link: linksOf(store.path).stored[seq - 1],
      });
    }
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
    expect(readdirSync(join(store.open.stateFolder, 'anchors'))).toEqual([chainId]);
  });

  it('is none where there is none, or no readable one', () => {
    const store = tempStore();
    const { chainId } = store.reads.facts();
    const path = join(store.open.stateFolder, 'anchors', chainId);
    expect(readAnchor(store.open.stateFolder, 'other')).toBeNull();
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, 20));
    expect(readAnchor(store.open.stateFolder, chainId)).toBeNull();
  });

  it('does not fail what was recorded when it cannot be written, and says so once', () => {
    const store = tempStore();
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    try {
      rmSync(store.open.stateFolder, { recursive: true });
      writeFileSync(store.open.stateFolder, 'no folder any more');
      expect(store.writes.record([makeEvent({ id: 'kept' })])).toEqual([
        { id: 'kept', seq: 1, isNew: true },
      ]);
      store.writes.record([makeEvent()]);
      expect(store.reads.facts()).toMatchObject({ events: 2, headSeq: 2 });
      expect(said).toHaveBeenCalledOnce();
    } finally {
      said.mockRestore();
    }
  });
});
